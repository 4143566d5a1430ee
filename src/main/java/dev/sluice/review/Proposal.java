package dev.sluice.review;

import java.util.List;

/**
 * What a request shall say.
 *
 * @param branch the short name of the branch with the change
 * @param base the short name of the branch that it shall go into
 * @param title one line
 * @param body Markdown, within the forge's limit
 * @param labels names; those that the forge does not know yet are made where it needs that
 * @param reviewers names of users that are asked when the request is opened
 * @param assignees names of users that it is given to when it is opened
 * @param draft whether it is opened as one that is not to be merged yet
 */
public record Proposal(
        String branch,
        String base,
        String title,
        String body,
        List<String> labels,
        List<String> reviewers,
        List<String> assignees,
        boolean draft) {

    public Proposal {
        labels = List.copyOf(labels);
        reviewers = List.copyOf(reviewers);
        assignees = List.copyOf(assignees);
    }
}
