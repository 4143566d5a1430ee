package dev.sluice.run;

import dev.sluice.gitops.Mode;
import dev.sluice.gitops.refs.ChangeAcceptance;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.run.RunReport.RequestReport;
import dev.sluice.text.OutsideText;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Has a change that is held instead of being committed proposed by a request. A run does it, so that the request holds what is
 * planned now; nothing is kept beside the request itself.
 */
@ApplicationScoped
public class ProposalService {

    private static final Logger LOG = Logger.getLogger(ProposalService.class);

    /** What a request can be that people find open. */
    private static final Set<String> OPEN = Set.of("opened", "updated", "unchanged", "waiting");

    private final PlanSettings settings;
    private final RunService runs;

    ProposalService(PlanSettings settings, RunService runs) {
        this.settings = settings;
        this.runs = runs;
    }

    /** What became of the wish for a request. */
    public sealed interface ProposeResult {}

    /** There is a request for exactly this change. */
    public record HasRequest(RequestReport request) implements ProposeResult {}

    /**
     * There is none.
     *
     * @param why a sentence without a full stop
     */
    public record NotProposed(String why) implements ProposeResult {}

    /** Whether a change that is held can be proposed: there is a forge, and changes are not proposed anyway. */
    public boolean isOffered() {
        return refusal().isEmpty();
    }

    private Optional<String> refusal() {
        if (settings.mode() != Mode.COMMIT) {
            return Optional.of(
                    "sluice.git.mode is '" + settings.mode() + "': what waits for people is proposed anyway");
        }
        return settings.proposing().isPresent()
                ? Optional.empty()
                : Optional.of("no forge is configured to open a request on: set sluice.review.forge beside"
                        + " sluice.git.mode: commit, or accept the change");
    }

    /**
     * Does a run that opens a request for a change, if that is still what waits.
     *
     * @param digest of a change that waits
     * @param by who asks for it, or {@code static token}
     * @throws IllegalArgumentException if it is no digest at all
     */
    public ProposeResult propose(String digest, String by) {
        if (!ChangeAcceptance.isDigest(digest)) {
            throw new IllegalArgumentException(
                    "'" + OutsideText.line(digest) + "' is not a digest: 64 hexadecimal digits in lower case");
        }
        Optional<String> refusal = refusal();
        if (refusal.isPresent()) {
            return new NotProposed(refusal.get());
        }
        List<WaitingChange> waiting = runs.reports().isEmpty() ? runs.look() : runs.waiting();
        if (!isAmong(waiting, digest)) {
            return new NotProposed(notWaiting(waiting));
        }
        LOG.infof("%s has the held change %s proposed", by, digest);
        return runs.start(Optional.of(digest))
                .map(finished -> result(digest, finished.report()))
                .orElseGet(() -> new NotProposed("a run is under way, or the service is stopping: ask again"));
    }

    private ProposeResult result(String digest, RunReport report) {
        List<WaitingChange> waiting = runs.waiting();
        if (!isAmong(waiting, digest)) {
            return new NotProposed(notWaiting(waiting));
        }
        return report.requests().stream()
                .filter(request -> OPEN.contains(request.state()))
                .findFirst()
                .<ProposeResult>map(HasRequest::new)
                .orElseGet(() -> new NotProposed("no request was opened; the run ended as " + report.outcome() + ": "
                        + report.message()
                        + settings.freeze()
                                .at(report.finished())
                                .map(freeze -> "; " + freeze)
                                .orElse("")));
    }

    private static boolean isAmong(List<WaitingChange> waiting, String digest) {
        return waiting.stream().anyMatch(change -> change.digest().equals(digest));
    }

    private static String notWaiting(List<WaitingChange> waiting) {
        return waiting.isEmpty()
                ? "no change waits for a person"
                : "no change with this digest waits; there is "
                        + String.join(
                                ", ",
                                waiting.stream()
                                        .map(change -> change.digest() + " (" + change.subject() + ")")
                                        .toList());
    }
}
