package dev.sluice.review;

import dev.sluice.gitops.BranchOwner;
import java.util.List;

/**
 * How requests are opened.
 *
 * @param base the short name of the branch that they go into
 * @param owner whose the branches are
 * @param reviewers names of users
 * @param assignees names of users
 * @param draft whether they are not to be merged yet
 * @param maxNew how many are opened in one run
 * @param autoMerge whether the forge merges those of low risk once their checks have passed
 */
public record Terms(
        String base,
        BranchOwner owner,
        List<String> reviewers,
        List<String> assignees,
        boolean draft,
        int maxNew,
        boolean autoMerge) {

    public Terms {
        reviewers = List.copyOf(reviewers);
        assignees = List.copyOf(assignees);
    }
}
