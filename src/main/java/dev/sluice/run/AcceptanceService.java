package dev.sluice.run;

import dev.sluice.gitops.Remote;
import dev.sluice.gitops.refs.AcceptanceRefs;
import dev.sluice.gitops.refs.ChangeAcceptance;
import dev.sluice.plan.settings.PlanSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Takes a person's word that a change may be published, and keeps it in Git for the next run, whichever process does it. Only a
 * change that waits now can be accepted, by the digest that binds to its clusters, to what they have and to what they would get.
 */
@ApplicationScoped
public class AcceptanceService {

    private final PlanSettings settings;
    private final RunService runs;
    private final RepositoryAccess upstream;
    private final Clock clock;

    AcceptanceService(PlanSettings settings, RunService runs, RepositoryAccess upstream, Clock clock) {
        this.settings = settings;
        this.runs = runs;
        this.upstream = upstream;
        this.clock = clock;
    }

    /** What became of an acceptance. */
    public sealed interface AcceptResult {}

    /**
     * The next run publishes the change, unless it is another by then.
     *
     * @param isNew false where someone accepted it before, and that counts
     */
    public record Accepted(ChangeAcceptance acceptance, boolean isNew) implements AcceptResult {}

    /**
     * No such change waits.
     *
     * @param waiting those that do
     */
    public record NotWaiting(List<WaitingChange> waiting) implements AcceptResult {

        public NotWaiting {
            waiting = List.copyOf(waiting);
        }
    }

    /**
     * Accepts a change. Where no run has ended in this process, the change is planned first, and nothing of that is published.
     *
     * @param digest of a change that waits
     * @param by who says so, or {@code static token}
     * @throws IllegalArgumentException if it is no digest at all
     * @throws dev.sluice.gitops.GitException if it cannot be kept: the remote is away, or refuses such refs
     */
    public AcceptResult accept(String digest, String by) {
        ChangeAcceptance acceptance =
                new ChangeAcceptance(digest, by, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        List<WaitingChange> waiting = runs.reports().isEmpty() ? runs.look() : runs.waiting();
        if (waiting.stream().noneMatch(change -> change.digest().equals(digest))) {
            return new NotWaiting(waiting);
        }
        try (Remote remote = upstream.aside().get()) {
            AcceptanceRefs refs = new AcceptanceRefs(remote, settings.owner().toString());
            boolean isNew = refs.add(acceptance);
            Optional<ChangeAcceptance> kept = isNew
                    ? Optional.of(acceptance)
                    : refs.read().stream()
                            .filter(earlier -> earlier.digest().equals(digest))
                            .findFirst();
            return new Accepted(kept.orElse(acceptance), isNew);
        }
    }
}
