package dev.sluice.review.forge.github;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What GitHub's API and Gitea's, which copied it, have in common. Each declares the addresses itself: Quarkus takes the
 * content types and headers of a call from the interface that declares its address.
 */
public interface GitHubLikeApi {

    void ask(long number, Reviewers reviewers);

    /** Refused as not found where there is no such account. */
    GrantedRole permission(String user);

    Text comment(long number, NewText text);

    /** @param id of a comment */
    Text edit(long id, NewText text);

    record IssueLabel(long id, String name) {}

    record Edit(String title, String body) {}

    record Closing(String state, String body) {}

    record Reopening(String state) {}

    /** @param permission admin, write, read or none; owner on Gitea */
    record GrantedRole(String permission) {}

    /** @param color six hexadecimal digits, behind a # on Gitea alone */
    record NewLabel(String name, String color, String description) {}

    record Account(@Nullable String login) {}

    record Assignees(List<String> assignees) {}

    /** @param teams names, as they are part of addresses */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Reviewers(
            List<String> reviewers,
            @JsonProperty("team_reviewers") List<String> teams) {}

    /** @param state PENDING until it is submitted: only its author sees it */
    record PullReview(String state, @Nullable Account user) {}

    record Text(
            long id,
            @Nullable String body,
            @Nullable Account user,
            @JsonProperty("created_at") @Nullable String created,
            @JsonProperty("updated_at") @Nullable String updated) {}

    record NewText(String body) {}

    record Status(String state, String context, String description) {}
}
