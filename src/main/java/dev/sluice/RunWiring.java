package dev.sluice;

import dev.sluice.command.Command;
import dev.sluice.command.Command.PlanCommand;
import dev.sluice.command.ProgramName;
import dev.sluice.command.ProgressLine;
import dev.sluice.command.Terminal;
import dev.sluice.config.TrustedAuthorities;
import dev.sluice.feed.FeedClient;
import dev.sluice.feed.FeedReader;
import dev.sluice.feed.FeedSource;
import dev.sluice.gitops.Commits;
import dev.sluice.gitops.Connections;
import dev.sluice.gitops.Origin;
import dev.sluice.gitops.Remote;
import dev.sluice.proxy.Proxies;
import dev.sluice.review.Repository;
import dev.sluice.review.RepositoryPages;
import dev.sluice.review.body.RequestBody;
import dev.sluice.review.forge.ForgeConnection;
import dev.sluice.run.DryRunPublishing;
import dev.sluice.run.PlanPrinter;
import dev.sluice.run.PlanPrinter.PlanFormat;
import dev.sluice.run.Publishing;
import dev.sluice.run.RemotePublishing;
import dev.sluice.run.RepositoryAccess;
import io.quarkus.qute.Engine;
import io.quarkus.runtime.annotations.CommandLineArguments;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Puts the parts of a run together. */
@ApplicationScoped
public class RunWiring {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    /** What the words on the command line ask for; they were found good before the framework started. */
    @Produces
    @Singleton
    Command command(@CommandLineArguments String[] words) {
        return ProgramName.reader(Terminal.NONE).read(List.of(words));
    }

    @Produces
    @Singleton
    FeedSource feedSource(Settings settings, TrustedAuthorities authorities, Proxies proxies) {
        return FeedSource.of(
                settings.feeds().transfer(),
                authorities.sslContext(settings.feeds().tls()),
                proxies);
    }

    @Produces
    @Singleton
    FeedReader feedReader(FeedClient client, Clock clock, ProgressLine progress) {
        return new FeedReader(client, Thread::sleep, clock, progress);
    }

    @Produces
    @Singleton
    ProgressLine progressLine(Command command, Clock clock) {
        return ProgressLine.of(System.err, Terminal.ofThisProcess(), command.isOnce(), clock);
    }

    @Produces
    @Singleton
    RepositoryAccess upstream(
            Command command,
            Settings settings,
            TrustedAuthorities authorities,
            TlsConfigurationRegistry registry,
            Proxies proxies,
            Clock clock,
            ProgressLine progress) {
        Connections git = new Connections(
                settings.git().timeout(),
                authorities.trustManagers(settings.git().tls()),
                proxies,
                progress);
        Optional<ForgeConnection> forge = settings.reviewing()
                .map(reviewing -> ForgeConnection.to(
                        reviewing.forge(), reviewing.repository(), registry, proxies, clock, Thread::sleep));
        Optional<Path> store =
                command.isReadOnly() ? Optional.empty() : settings.git().store();
        return new RepositoryAccess(
                () -> Remote.open(origin(settings, forge), git, store),
                () -> Remote.open(origin(settings, forge), git),
                forge.map(connection -> connection::forge));
    }

    @Produces
    @Singleton
    PlanPrinter planPrinter(Command command) {
        return command instanceof PlanCommand(PlanFormat format, boolean full)
                ? new PlanPrinter(
                        System.out, format, full, Terminal.ofThisProcess().palette())
                : new PlanPrinter(System.out, PlanFormat.TEXT, false);
    }

    /** The one place where a dry run differs: what would write is not there. */
    @Produces
    @Singleton
    Publishing outlet(
            Command command,
            Settings settings,
            RepositoryAccess upstream,
            Clock clock,
            Engine engine,
            Instance<PlanPrinter> printer,
            ProgressLine progress) {
        // The engine knows the templates that were checked at the build.
        return command.isReadOnly()
                ? new DryRunPublishing(upstream.remotes(), printer.get(), progress)
                : new RemotePublishing(
                        settings.git().origin().branch(),
                        settings.plan().owner(),
                        settings.reviewing(),
                        upstream.remotes(),
                        new Commits(clock, settings.git().signing()),
                        upstream.forge(),
                        new RequestBody(engine),
                        progress);
    }

    @Produces
    @Singleton
    RepositoryPages repositoryPages(Settings settings) {
        return settings.reviewing()
                .map(reviewing -> reviewing.pages(settings.git().origin()))
                .orElse(RepositoryPages.UNKNOWN);
    }

    /** An App that has no other way in signs in to Git as it does to the API. */
    private static Origin origin(Settings settings, Optional<ForgeConnection> forge) {
        Origin origin = settings.git().origin();
        boolean byApp = settings.reviewing()
                .filter(reviewing -> reviewing.repository().credentials() instanceof Repository.App)
                .isPresent();
        return byApp
                        && origin.credentials() instanceof Origin.Anonymous
                        && origin.url().startsWith("http")
                ? new Origin(
                        origin.url(),
                        origin.branch(),
                        new Origin.Token("x-access-token", forge.orElseThrow().token()),
                        origin.author())
                : origin;
    }
}
