package dev.sluice.review.forge;

import dev.sluice.config.TrustedAuthorities;
import dev.sluice.gitops.Secret;
import dev.sluice.proxy.Proxies;
import dev.sluice.review.Forge;
import dev.sluice.review.Repository;
import dev.sluice.review.forge.calls.Explanation;
import dev.sluice.review.forge.calls.ForgeCalls;
import dev.sluice.review.forge.calls.ForgeProvider;
import dev.sluice.review.forge.calls.ForgeSession;
import dev.sluice.review.forge.calls.Pause;
import dev.sluice.review.forge.calls.RefusedAnswerMapper;
import dev.sluice.review.forge.github.AppApi;
import dev.sluice.review.forge.github.InstallationToken;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.tls.TlsConfigurationRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A repository on a forge, connected once for all runs; it sends nothing before the first call. */
public final class ForgeConnection {

    private final ForgeProvider provider;
    private final Repository repository;
    private final TrustedAuthorities authorities;
    private final Proxies proxies;
    private final Clock clock;
    private final Pause pause;
    private final Secret token;
    private final Map<Class<?>, Object> clients = new ConcurrentHashMap<>();

    private ForgeConnection(
            ForgeProvider provider,
            Repository repository,
            TlsConfigurationRegistry tls,
            Proxies proxies,
            Clock clock,
            Pause pause) {
        this.proxies = proxies;
        this.provider = provider;
        this.repository = repository;
        this.authorities = new TrustedAuthorities(tls);
        this.clock = clock;
        this.pause = pause;
        this.token = switch (repository.credentials()) {
            case Repository.AccessToken(Secret given) -> given;
            case Repository.App app ->
                Secret.from(new InstallationToken(
                        app, repository.path(), () -> client(AppApi.class, ""), this::calls, clock));
        };
    }

    /** @param pause such as {@code Thread::sleep} */
    public static ForgeConnection to(
            ForgeProvider provider, Repository repository, TlsConfigurationRegistry tls, Clock clock, Pause pause) {
        return to(provider, repository, tls, Proxies.NONE, clock, pause);
    }

    /** @param pause such as {@code Thread::sleep} */
    public static ForgeConnection to(
            ForgeProvider provider,
            Repository repository,
            TlsConfigurationRegistry tls,
            Proxies proxies,
            Clock clock,
            Pause pause) {
        return new ForgeConnection(provider, repository, tls, proxies, clock, pause);
    }

    /** The repository's requests for one run, which has its own patience. */
    public Forge forge() {
        return provider.factory().apply(new ForgeSession(repository.api(), repository.path(), this::signedIn, calls()));
    }

    /**
     * What signs in to the API; the forge's Git takes it as a password too, GitHub from the user {@code x-access-token}.
     * That of an App is fetched and renewed when it is revealed, which throws {@link dev.sluice.review.ForgeException}.
     */
    public Secret token() {
        return token;
    }

    private ForgeCalls calls() {
        return new ForgeCalls(
                new Explanation(provider.name(), provider.auth().permission(), repository, proxies),
                repository.maxWait(),
                clock,
                pause);
    }

    private <T> T signedIn(Class<T> type, String below) {
        return client(type, below, new Authorization(provider.auth(), token));
    }

    private <T> T client(Class<T> type, String below, Object... filters) {
        return type.cast(clients.computeIfAbsent(type, any -> build(type, below, filters)));
    }

    private Object build(Class<?> type, String below, Object... filters) {
        QuarkusRestClientBuilder builder = QuarkusRestClientBuilder.newBuilder()
                .baseUri(URI.create(repository.api() + below).normalize())
                .connectTimeout(repository.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(repository.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .disableDefaultMapper(true)
                .userAgent("sluice")
                .register(new RefusedAnswerMapper());
        authorities.configuration(repository.tls()).ifPresent(builder::tlsConfiguration);
        proxies.before(repository.api()).ifPresent(proxy -> {
            builder.proxyAddress(proxy.host(), proxy.port());
            proxy.account()
                    .ifPresent(account -> builder.proxyUser(account.user()).proxyPassword(account.password()));
        });
        for (Object filter : filters) {
            builder.register(filter);
        }
        return builder.build(type);
    }
}
