package dev.sluice.notify;

import dev.sluice.follow.FollowedCluster;
import dev.sluice.follow.VerificationStore;
import dev.sluice.run.RunFinished;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Hears of runs and of looks at clusters, and hands what they found to the {@link Notifier}. */
@Startup
@ApplicationScoped
public class NewsListener implements VerificationStore.LookListener {

    private static final Logger LOG = Logger.getLogger(NewsListener.class);

    /** How long an end waits for receivers that do not answer; a one-shot's too. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final NotifyTerms terms;
    private final Notifier notifier;
    private final Clock clock;
    private final Map<String, String> seen = new ConcurrentHashMap<>();

    NewsListener(NotifyTerms terms, Notifier notifier, VerificationStore verifications, Clock clock) {
        this.terms = terms;
        this.notifier = notifier;
        this.clock = clock;
        verifications.listen(this);
    }

    void ended(@Observes RunFinished run) {
        notifier.tell(RunNews.of(run, terms.page()));
    }

    /** Each look sees the same again: only what differs from the last one goes on. */
    @Override
    public void seen(FollowedCluster followed) {
        Optional<Observed> observed = ClusterNews.of(followed.verification(), terms.page(), clock.instant());
        observed.filter(found -> !found.state().equals(seen.put(found.thing(), found.state())))
                .ifPresent(found -> notifier.tell(List.of(found)));
    }

    /** Another instance looks from now on, and tells what it sees. */
    @Override
    public void forgotten() {
        seen.clear();
    }

    /** After all that may still have something to tell. */
    void end(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) ShutdownEvent event) {
        if (!notifier.close(PATIENCE)) {
            LOG.warn("not all receivers were told what happened last");
        }
    }
}
