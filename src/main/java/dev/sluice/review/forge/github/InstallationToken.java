package dev.sluice.review.forge.github;

import dev.sluice.review.Repository;
import dev.sluice.review.forge.calls.ForgeCalls;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The token of an installation of a GitHub App for one repository; it is kept until shortly before it runs out. */
public final class InstallationToken implements Supplier<String> {

    /** Longer than anything takes that begins with a token. */
    private static final Duration RESERVE = Duration.ofMinutes(5);

    private final Repository.App app;
    private final String repository;
    private final Supplier<AppApi> api;
    private final Supplier<ForgeCalls> calls;
    private final Clock clock;
    private AppApi.@Nullable AppToken token;

    public InstallationToken(
            Repository.App app, String path, Supplier<AppApi> api, Supplier<ForgeCalls> calls, Clock clock) {
        this.app = app;
        this.repository = path.substring(path.indexOf('/') + 1);
        this.api = api;
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public synchronized String get() {
        AppApi.AppToken known = token;
        if (known == null || !clock.instant().plus(RESERVE).isBefore(known.expiresAt())) {
            known = fetch();
            token = known;
        }
        return known.token();
    }

    /** Asks again where the answer gets lost: a token too many does no harm. */
    private AppApi.AppToken fetch() {
        String jwt = new AppKey(app.privateKeyFile()).jwt(app.id(), clock.instant());
        AppApi.TokenScope scope = new AppApi.TokenScope(List.of(repository));
        return calls.get().read("get a token for installation " + app.installation(), () -> api.get()
                .token("Bearer " + jwt, app.installation(), scope));
    }
}
