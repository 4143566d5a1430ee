package dev.sluice.review;

import dev.sluice.plan.briefing.PlannedRequest;
import java.util.List;
import java.util.Optional;

/**
 * Leaves it to the forge to merge requests of low risk once their checks have passed. One that is no longer of low risk, or
 * that people hold, is taken back before anything else is done.
 */
final class AutoMerge {

    private static final String LOW = "risk/low";

    private final Forge forge;
    private final Terms terms;

    AutoMerge(Forge forge, Terms terms) {
        this.forge = forge;
        this.terms = terms;
    }

    static boolean isLow(PlannedRequest planned) {
        return planned.labels().contains(LOW);
    }

    /** @return why the forge is not asked; empty where it is, or is not meant to be */
    List<String> ask(PlannedRequest planned, PullRequest request, String head) {
        return terms.autoMerge() && isLow(planned) && !request.isHeld() && !head.isEmpty()
                ? forge.mergeWhenChecked(request, head, terms.base()).stream()
                        .map(why -> "the forge will not merge it: " + why)
                        .toList()
                : List.of();
    }

    /** Before the branch gets what the forge was not asked to merge. */
    void takeBackUnlessLow(PlannedRequest planned, PullRequest request) {
        if (!isLow(planned) || !terms.autoMerge()) {
            takeBack(request);
        }
    }

    void takeBack(PullRequest request) {
        Optional.of(request)
                .filter(asked -> RequestStamp.isMergedLater(asked.body()))
                .ifPresent(forge::keepUnmerged);
    }
}
