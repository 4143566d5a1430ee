package dev.sluice.sync;

import dev.sluice.feed.FeedClient;
import dev.sluice.feed.FeedReader;
import dev.sluice.feed.FeedSource;
import dev.sluice.gitops.Commits;
import dev.sluice.gitops.Connections;
import dev.sluice.gitops.PrintingPublisher;
import dev.sluice.gitops.Publisher;
import dev.sluice.gitops.PushingPublisher;
import dev.sluice.gitops.Remote;
import dev.sluice.sync.settings.Settings;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;

/** Puts the parts of a run together. */
@ApplicationScoped
public class Wiring {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    FeedSource feedSource(Settings settings, TrustedAuthorities authorities) {
        return FeedSource.of(settings.transfer(), authorities.sslContext(settings.feedsTls()));
    }

    @Produces
    @Singleton
    FeedReader feedReader(FeedClient client) {
        return new FeedReader(client, Thread::sleep);
    }

    /** The one place where a dry run differs: what would write is not there. */
    @Produces
    @Singleton
    Outlet outlet(
            @CommandLineArguments String[] words, Settings settings, TrustedAuthorities authorities, Clock clock) {
        boolean dryRun = Arguments.parse(Arrays.asList(words)).dryRun();
        Connections connections = new Connections(settings.gitTimeout(), authorities.trustManagers(settings.gitTls()));
        Commits commits = new Commits(clock, Optional.empty());
        return new Outlet() {
            @Override
            public Remote open() {
                return Remote.open(settings.origin(), connections);
            }

            @Override
            public Publisher publisher(Remote remote) {
                return dryRun ? new PrintingPublisher(System.out) : new PushingPublisher(remote, commits);
            }
        };
    }
}
