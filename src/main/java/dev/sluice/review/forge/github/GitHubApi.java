package dev.sluice.review.forge.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.rest.client.reactive.ClientQueryParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.jspecify.annotations.Nullable;

/**
 * What Sluice uses of GitHub's API, below {@code /repos/{owner}/{repo}}.
 *
 * @see <a href="https://docs.github.com/en/rest/pulls?apiVersion=2022-11-28">GitHub's documentation</a>
 */
@Path("")
@Consumes(MediaType.APPLICATION_JSON)
@Produces("application/vnd.github+json")
@ClientHeaderParam(name = "X-GitHub-Api-Version", value = "2022-11-28")
interface GitHubApi extends GitHubLikeApi {

    /** The most entries of a page. */
    int PAGE = 100;

    /** Newest first. */
    @GET
    @Path("pulls")
    @ClientQueryParam(name = "sort", value = "created")
    @ClientQueryParam(name = "direction", value = "desc")
    @ClientQueryParam(name = "per_page", value = "" + PAGE)
    List<GitHubPull> pulls(
            @QueryParam("head") String head, @QueryParam("base") String base, @QueryParam("state") String state);

    @POST
    @Path("pulls")
    GitHubPull open(NewGitHubPull pull);

    @PATCH
    @Path("pulls/{number}")
    GitHubPull edit(@PathParam("number") long number, Edit edit);

    @PATCH
    @Path("pulls/{number}")
    GitHubPull close(@PathParam("number") long number, Closing closing);

    @PATCH
    @Path("pulls/{number}")
    GitHubPull reopen(@PathParam("number") long number, Reopening reopening);

    /** Adds labels, and gives all that there are then. */
    @POST
    @Path("issues/{number}/labels")
    List<IssueLabel> label(@PathParam("number") long number, LabelNames labels);

    @DELETE
    @Path("issues/{number}/labels/{name}")
    List<IssueLabel> unlabel(@PathParam("number") long number, @PathParam("name") String name);

    @GET
    @Path("labels/{name}")
    IssueLabel knownLabel(@PathParam("name") String name);

    @POST
    @Path("labels")
    IssueLabel create(NewLabel label);

    /** Leaves out those who cannot be assigned, without a word. */
    @POST
    @Path("issues/{number}/assignees")
    Assigned assign(@PathParam("number") long number, Assignees assignees);

    @GET
    @Path("pulls/{number}/requested_reviewers")
    Requested requested(@PathParam("number") long number);

    @Override
    @GET
    @Path("collaborators/{user}/permission")
    GrantedRole permission(@PathParam("user") String user);

    @Override
    @POST
    @Path("pulls/{number}/requested_reviewers")
    void ask(@PathParam("number") long number, Reviewers reviewers);

    @GET
    @Path("pulls/{number}/reviews")
    List<PullReview> reviews(
            @PathParam("number") long number, @QueryParam("per_page") int size, @QueryParam("page") int page);

    /** Remarks on lines. */
    @GET
    @Path("pulls/{number}/comments")
    List<Text> remarks(@PathParam("number") long number, @QueryParam("per_page") int size);

    @GET
    @Path("issues/{number}/comments")
    List<Text> comments(
            @PathParam("number") long number, @QueryParam("per_page") int size, @QueryParam("page") int page);

    @Override
    @POST
    @Path("issues/{number}/comments")
    Text comment(@PathParam("number") long number, NewText text);

    @Override
    @PATCH
    @Path("issues/comments/{id}")
    Text edit(@PathParam("id") long id, NewText text);

    @POST
    @Path("statuses/{sha}")
    Status mark(@PathParam("sha") String sha, Status status);

    record GitHubPull(
            long number,
            @JsonProperty("html_url") URI url,
            String state,
            String title,
            @Nullable String body,
            @JsonProperty("merged_at") @Nullable String mergedAt,
            @Nullable List<IssueLabel> labels,
            @Nullable GitHubRef head,
            @Nullable GitHubRef base) {

        /** The full name of the repository with the change; empty where it is not said. */
        Optional<String> headRepository() {
            return Optional.ofNullable(head).map(GitHubRef::repo).map(RepoName::fullName);
        }

        Optional<String> baseRepository() {
            return Optional.ofNullable(base).map(GitHubRef::repo).map(RepoName::fullName);
        }
    }

    /** @param repo null where it has been deleted */
    record GitHubRef(@Nullable String sha, @Nullable RepoName repo) {}

    record RepoName(@JsonProperty("full_name") @Nullable String fullName) {}

    record NewGitHubPull(String title, String head, String base, String body, boolean draft) {}

    @GET
    @Path("pulls/{number}")
    MergePlan mergePlan(@PathParam("number") long number);

    @PUT
    @Path("pulls/{number}/merge")
    Merged merge(@PathParam("number") long number, Merging merging);

    @GET
    MergeMethods mergeMethods();

    @GET
    @Path("rules/branches/{branch}")
    List<Ruling> rules(@PathParam("branch") String branch);

    @GET
    @Path("branches/{branch}")
    FollowedBranch branch(@PathParam("branch") String branch);

    /** @param autoMerge null where it is not asked for */
    record MergePlan(
            @JsonProperty("node_id") String nodeId,
            @JsonProperty("auto_merge") @Nullable Object autoMerge) {}

    /** @param method merge, squash or rebase */
    record Merging(String sha, @JsonProperty("merge_method") String method) {}

    record Merged(boolean merged) {}

    /** What the repository allows; null where the token may not know. */
    record MergeMethods(
            @JsonProperty("allow_merge_commit") @Nullable Boolean merge,
            @JsonProperty("allow_squash_merge") @Nullable Boolean squash) {}

    record Ruling(@Nullable String type) {}

    record FollowedBranch(@Nullable Protection protection) {

        boolean requiresChecks() {
            return protection != null
                    && protection.checks() != null
                    && protection.checks().contexts() != null
                    && !protection.checks().contexts().isEmpty();
        }
    }

    record Protection(
            @JsonProperty("required_status_checks") @Nullable RequiredChecks checks) {}

    record RequiredChecks(@Nullable List<String> contexts) {}

    record LabelNames(List<String> labels) {}

    record Assigned(@Nullable List<Account> assignees) {}

    /** Who was asked for a review and has not given one. */
    record Requested(
            @Nullable List<Account> users, @Nullable List<Team> teams) {}

    record Team(@Nullable String slug) {}
}
