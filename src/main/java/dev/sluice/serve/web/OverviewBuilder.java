package dev.sluice.serve.web;

import dev.sluice.cluster.lease.Leadership;
import dev.sluice.cluster.verification.Verification;
import dev.sluice.follow.FollowedCluster;
import dev.sluice.follow.VerificationStore;
import dev.sluice.plan.BranchFirewalls;
import dev.sluice.run.HeldChange;
import dev.sluice.run.ProposalService;
import dev.sluice.run.RunReport;
import dev.sluice.run.RunReport.RequestReport;
import dev.sluice.run.RunService;
import dev.sluice.run.WaitingChange;
import dev.sluice.serve.security.Permissions;
import dev.sluice.serve.web.OverviewPage.Card;
import dev.sluice.serve.web.OverviewPage.HeldCard;
import dev.sluice.serve.web.OverviewPage.LastRun;
import dev.sluice.serve.web.OverviewPage.StateAge;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Gathers what the overview shows. */
@ApplicationScoped
public class OverviewBuilder {

    private static final String UNFOLLOWED = "not followed";
    private static final String UNKNOWN = "unknown here";

    /** Of a large fleet with a request for each cluster. */
    private static final int MOST = 20;

    /** What a request can be that waits for people. */
    private static final Set<String> OPEN = Set.of("opened", "updated", "unchanged", "waiting");

    private final RunService runs;
    private final ProposalService proposals;
    private final VerificationStore verifications;
    private final Leadership leadership;
    private final EffectiveConfiguration configuration;
    private final Clock clock;

    OverviewBuilder(
            RunService runs,
            ProposalService proposals,
            VerificationStore verifications,
            Leadership leadership,
            EffectiveConfiguration configuration,
            Clock clock) {
        this.runs = runs;
        this.proposals = proposals;
        this.verifications = verifications;
        this.leadership = leadership;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** What everybody may see: the names of clusters, and a word on each. */
    OverviewPage names() {
        List<Card> cards = configuration.clusters().stream()
                .map(name -> new Card(name, state(name), "", null, "", ""))
                .toList();
        return new OverviewPage("", cards, List.of(), null, List.of(), "");
    }

    /**
     * All that a user may see.
     *
     * @param may whether the user has a permission
     */
    OverviewPage overview(Predicate<String> may, Optional<Done> done) {
        boolean maySeeRuns = may.test(Permissions.GET_RUNS);
        boolean maySeeClusters = may.test(Permissions.GET_CLUSTERS);
        List<RunReport> reports = maySeeRuns ? runs.reports() : List.of();
        Instant now = clock.instant();
        List<Card> cards = configuration.clusters().stream()
                .map(name -> card(name, maySeeClusters, reports, now))
                .toList();
        String sentence = maySeeRuns && maySeeClusters
                ? StatusSentence.of(
                        verifications.latest().stream()
                                .map(FollowedCluster::verification)
                                .toList(),
                        runs.branch().flatMap(BranchFirewalls::commit),
                        reports,
                        now)
                : "";
        Optional<RunReport> last = reports.stream().findFirst();
        return new OverviewPage(
                sentence,
                cards,
                last.map(report -> held(report, may)).orElse(List.of()),
                last.map(report -> new LastRun(
                                report.outcome(),
                                report.message(),
                                PageTime.of(report.finished(), now),
                                may.test(Permissions.CREATE_RUNS)))
                        .orElse(null),
                last.map(RunReport::unseen).orElse(List.of()),
                done.map(Done::sentence).orElse(""));
    }

    /** What can be accepted as it is; a run that is held for another reason is shown all the same. */
    private List<HeldCard> held(RunReport report, Predicate<String> may) {
        Optional<HeldChange> change = Optional.ofNullable(report.held());
        List<WaitingChange> waiting = runs.waiting();
        if (waiting.isEmpty()) {
            return report.outcome().equals("held")
                    ? List.of(new HeldCard(
                            subject(change, "A change"), report.reasons(), message(change), "", false, "", false))
                    : List.of();
        }
        boolean mayAccept = may.test(Permissions.CREATE_ACCEPTANCES);
        return waiting.stream()
                .limit(MOST)
                .map(each -> {
                    Optional<HeldChange> own =
                            change.filter(held -> each.digest().equals(held.digest()));
                    String request = request(report, each.subject()).orElse("");
                    return new HeldCard(
                            subject(own, each.subject()),
                            each.reasons(),
                            message(own),
                            each.digest(),
                            mayAccept,
                            request,
                            mayAccept && request.isEmpty() && proposals.isOffered());
                })
                .toList();
    }

    /** Where people look at the open request for a cluster, or for all. */
    private static Optional<String> request(RunReport report, String subject) {
        return report.requests().stream()
                .filter(request -> OPEN.contains(request.state()))
                .filter(request -> request.subject().equals(subject))
                .flatMap(request -> Optional.ofNullable(request.url()).stream())
                .findFirst();
    }

    private static String subject(Optional<HeldChange> change, String other) {
        return change.flatMap(held -> held.message().lines().findFirst()).orElse(other);
    }

    private static String message(Optional<HeldChange> change) {
        return change.map(HeldChange::message).orElse("");
    }

    private String state(String cluster) {
        if (!leadership.isLeader()) {
            return UNKNOWN;
        }
        return verifications
                .of(cluster)
                .map(followed -> followed.verification().state().word())
                .orElse(UNFOLLOWED);
    }

    private Card card(String name, boolean detailed, List<RunReport> reports, Instant now) {
        Optional<Verification> seen =
                detailed ? verifications.of(name).map(FollowedCluster::verification) : Optional.empty();
        return new Card(
                name,
                state(name),
                seen.map(Verification::reason).orElse(""),
                seen.map(Verification::since)
                        .map(since -> new StateAge(PageTime.of(since.time(), now), since.isAtLeast()))
                        .orElse(null),
                seen.map(Verification::commit).orElse(""),
                reports.stream()
                        .limit(1)
                        .flatMap(report -> report.requests().stream())
                        .filter(request -> isOpenFor(request, name))
                        .flatMap(request -> Optional.ofNullable(request.url()).stream())
                        .findFirst()
                        .orElse(""));
    }

    private static boolean isOpenFor(RequestReport request, String cluster) {
        return OPEN.contains(request.state())
                && (request.subject().equals(cluster) || request.subject().equals("all"));
    }
}
