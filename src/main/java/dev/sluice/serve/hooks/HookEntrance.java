package dev.sluice.serve.hooks;

import dev.sluice.cluster.lease.Leadership;
import dev.sluice.follow.VerificationLoop;
import dev.sluice.gitops.GitSettings;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.run.RunService;
import dev.sluice.run.Schedule;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;

/** Puts together what takes webhooks; without a secret there is no route and no thread. */
@ApplicationScoped
public class HookEntrance {

    private static final Duration QUIET = Duration.ofSeconds(2);

    private final HookTerms terms;
    private final HookQueue queue;
    private final HookReceiver receiver;

    HookEntrance(
            HookTerms terms,
            GitSettings git,
            PlanSettings plan,
            Leadership leadership,
            Schedule schedule,
            RunService runs,
            VerificationLoop follower,
            Clock clock) {
        this.terms = terms;
        this.queue = new HookQueue(QUIET, follower::wake, schedule::runNow, commit -> runs.reports().stream()
                .anyMatch(report -> commit.equals(report.commit())));
        this.receiver = new HookReceiver(terms, new HookMeaning(git.origin(), plan.owner()), leadership, queue, clock);
    }

    public HookCounts counts() {
        return receiver.counts();
    }

    void register(@Observes Router router) {
        if (!terms.secrets().isEmpty()) {
            new HookRoute(receiver).register(router);
        }
    }

    /** Before the schedule ends, which waits for a run that is under way. */
    void end(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) ShutdownEvent event) {
        queue.close();
    }
}
