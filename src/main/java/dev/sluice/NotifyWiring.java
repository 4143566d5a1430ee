package dev.sluice;

import dev.sluice.command.Command;
import dev.sluice.config.TrustedAuthorities;
import dev.sluice.gitops.BranchOwner;
import dev.sluice.notify.Notifier;
import dev.sluice.notify.NotifyTerms;
import dev.sluice.proxy.Proxies;
import dev.sluice.run.RepositoryAccess;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts together what tells people and programs of changes of state. */
@ApplicationScoped
public class NotifyWiring {

    /** Only its caller hears of a dry run. */
    @Produces
    @Singleton
    NotifyTerms terms(Command command, Settings settings) {
        return command.isReadOnly() ? settings.notifications().silent() : settings.notifications();
    }

    @Produces
    @Singleton
    Notifier notifier(
            NotifyTerms terms,
            Settings settings,
            RepositoryAccess upstream,
            TrustedAuthorities authorities,
            Proxies proxies,
            Clock clock) {
        BranchOwner owner = settings.plan().owner();
        return Notifier.over(terms, owner, upstream.aside(), authorities::sslContext, proxies, clock);
    }
}
