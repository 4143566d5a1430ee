package dev.sluice.follow;

import dev.sluice.cluster.verification.Verification;
import dev.sluice.gitops.BranchOwner;
import dev.sluice.gitops.History;
import dev.sluice.gitops.History.Past;
import dev.sluice.gitops.History.Relation;
import dev.sluice.plan.briefing.Proposing;
import dev.sluice.review.Notes;
import dev.sluice.review.PullRequest;
import dev.sluice.review.body.DeploymentNote;
import dev.sluice.review.body.DeploymentNote.DeploymentRow;
import dev.sluice.review.body.Marker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Says below a merged request what clusters make of it: in one comment, edited in place. */
final class DeploymentComments {

    private final Optional<Proposing> proposing;
    private final BranchOwner owner;
    private final String branch;
    private final long clusters;
    private final StateNotifier announcer;
    private final Map<String, String> said = new HashMap<>();

    /**
     * @param owner whose requests they are
     * @param branch the one that requests go into
     * @param clusters how many are followed
     */
    DeploymentComments(
            Optional<Proposing> proposing, BranchOwner owner, String branch, long clusters, StateNotifier announcer) {
        this.proposing = proposing;
        this.owner = owner;
        this.clusters = clusters;
        this.branch = branch;
        this.announcer = announcer;
    }

    /**
     * Says it of what is known of all clusters, however few of them a round has reached. A request for several clusters
     * gets its comment once each of them was seen.
     *
     * @return what could not be told, and why
     */
    List<String> tell(CommittedState committed, Collection<Verification> states) {
        List<String> warnings = new ArrayList<>();
        byBranch(states).forEach((source, verifications) -> {
            String text = text(verifications);
            boolean isBlind = verifications.stream().allMatch(Verification::isBlind);
            if (!isBlind && !text.equals(said.get(source))) {
                Optional<String> failure = announcer.onForge("comment", forge -> forge.find(source, branch)
                        .filter(request -> !Marker.isOfAnother(request.body(), owner))
                        .filter(request -> brought(request, verifications, committed))
                        .ifPresent(request -> new Notes(forge).deployment(request, text)));
                failure.ifPresentOrElse(warnings::add, () -> said.put(source, text));
            }
        });
        return warnings;
    }

    /** Another instance tells from now on, and may say something else. */
    void forget() {
        said.clear();
    }

    private SortedMap<String, List<Verification>> byBranch(Collection<Verification> states) {
        SortedMap<String, List<Verification>> grouped = new TreeMap<>();
        proposing.ifPresent(terms -> {
            if (!terms.isTogether()) {
                states.forEach(state -> grouped.put(owner.branch(state.cluster()), List.of(state)));
            } else if (states.size() == clusters) {
                grouped.put(owner.branch("all"), List.copyOf(states));
            }
        });
        return grouped;
    }

    /** Whether what is deployed came by this request, and not by a later commit of a person or of Sluice itself. */
    private static boolean brought(PullRequest request, List<Verification> verifications, CommittedState committed) {
        return request.state() == PullRequest.RequestState.MERGED
                && verifications.stream()
                        .flatMap(verification -> committed.lastChange(verification.cluster()).stream())
                        .distinct()
                        .anyMatch(change -> isMerge(request, change, committed.history()));
    }

    /** A forge that squashes or rebases makes new commits, and names the request in their message. */
    private static boolean isMerge(PullRequest request, Past change, History history) {
        boolean isNamed = Pattern.compile("[#!]" + request.number() + "\\b")
                .matcher(change.message())
                .find();
        return isNamed
                || change.parents().stream().skip(1).anyMatch(request.head()::equals)
                || history.relation(change.commit(), request.head()) == Relation.DESCENDANT;
    }

    private static String text(List<Verification> verifications) {
        return DeploymentNote.of(verifications.stream()
                .sorted(Comparator.comparing(Verification::state).reversed().thenComparing(Verification::cluster))
                .map(verification -> new DeploymentRow(
                        verification.cluster(),
                        verification.commit(),
                        verification.state().word(),
                        verification.since().toString(),
                        verification.reason()))
                .toList());
    }
}
