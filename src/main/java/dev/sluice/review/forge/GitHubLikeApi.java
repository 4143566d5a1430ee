package dev.sluice.review.forge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What GitHub's API and Gitea's, which copied it, have in common. Each declares the addresses itself: Quarkus takes the
 * content types and headers of a call from the interface that declares its address.
 */
interface GitHubLikeApi {

    void ask(long number, Reviewers reviewers);

    Text comment(long number, NewText text);

    /** @param id of a comment */
    Text edit(long id, NewText text);

    record IssueLabel(long id, String name) {}

    record Edit(String title, String body) {}

    record Closing(String state, String body) {}

    record Assignees(List<String> assignees) {}

    record Reviewers(List<String> reviewers) {}

    /** @param state PENDING until it is submitted: only its author sees it */
    record PullReview(String state) {}

    record Text(long id, @Nullable String body) {}

    record NewText(String body) {}

    record Status(String state, String context, String description) {}
}
