package dev.sluice.review;

import java.util.List;

/**
 * What a request shall say.
 *
 * @param branch the short name of the branch with the change
 * @param base the short name of the branch that it shall go into
 * @param title one line
 * @param body Markdown, within the forge's limit
 * @param labels names of those that it shall carry beside what people give it; those that the forge lacks are made
 * @param dropped names of those that it shall no longer carry
 * @param reviewers names of users, or {@code team:} and the name of a team, that are asked for a review
 * @param assignees names of users that it is given to
 * @param draft whether it is opened as one that is not to be merged yet
 */
public record Proposal(
        String branch,
        String base,
        String title,
        String body,
        List<String> labels,
        List<String> dropped,
        List<String> reviewers,
        List<String> assignees,
        boolean draft) {

    /** What begins the name of a team among reviewers. */
    public static final String TEAM = "team:";

    public Proposal {
        labels = List.copyOf(labels);
        dropped = List.copyOf(dropped);
        reviewers = List.copyOf(reviewers);
        assignees = List.copyOf(assignees);
    }
}
