package dev.sluice.review.forge.gitea;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.review.forge.github.GitHubLikeApi;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Sluice uses of the API of Gitea and Forgejo, below {@code /repos/{owner}/{repo}}.
 *
 * @see <a href="https://docs.gitea.com/api/">Gitea's documentation</a>
 * @see <a href="https://codeberg.org/api/swagger">Forgejo's documentation</a>
 */
@Path("")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface GiteaApi extends GitHubLikeApi {

    /** The most entries of a page, if its administrator did not set fewer. */
    int PAGE = 50;

    @GET
    RepoId repository();

    /** Any request of these branches, open or not; refused as not found where there is none. */
    @GET
    @Path("pulls/{base}/{head}")
    GiteaPull pull(@PathParam("base") String base, @PathParam("head") String head);

    /** Newest first. */
    @GET
    @Path("pulls")
    List<GiteaPull> pulls(
            @QueryParam("state") String state, @QueryParam("limit") int size, @QueryParam("page") int page);

    @GET
    @Path("pulls/{number}")
    GiteaPull pull(@PathParam("number") long number);

    @POST
    @Path("pulls")
    GiteaPull open(NewGiteaPull pull);

    @PATCH
    @Path("pulls/{number}")
    GiteaPull edit(@PathParam("number") long number, Edit edit);

    @PATCH
    @Path("pulls/{number}")
    GiteaPull close(@PathParam("number") long number, Closing closing);

    @PATCH
    @Path("pulls/{number}")
    GiteaPull reopen(@PathParam("number") long number, Reopening reopening);

    /** Sets all assignees. */
    @PATCH
    @Path("pulls/{number}")
    GiteaPull assign(@PathParam("number") long number, Assignees assignees);

    @Override
    @POST
    @Path("pulls/{number}/requested_reviewers")
    void ask(@PathParam("number") long number, Reviewers reviewers);

    @GET
    @Path("labels")
    List<IssueLabel> labels(@QueryParam("limit") int size, @QueryParam("page") int page);

    @POST
    @Path("labels")
    IssueLabel create(NewLabel label);

    /** Adds labels, and gives all that there are then. */
    @POST
    @Path("issues/{number}/labels")
    List<IssueLabel> label(@PathParam("number") long number, LabelIds labels);

    @DELETE
    @Path("issues/{number}/labels/{id}")
    void unlabel(@PathParam("number") long number, @PathParam("id") long id);

    /** Only tokens of an administrator of the repository may ask for other accounts. */
    @Override
    @GET
    @Path("collaborators/{user}/permission")
    GrantedRole permission(@PathParam("user") String user);

    @GET
    @Path("pulls/{number}/reviews")
    List<GiteaReview> reviews(
            @PathParam("number") long number, @QueryParam("limit") int size, @QueryParam("page") int page);

    /** All of them: this list has no pages. */
    @GET
    @Path("issues/{number}/comments")
    List<Text> comments(@PathParam("number") long number);

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
    void mark(@PathParam("sha") String sha, Status status);

    @GET
    @Path("branches/{branch}")
    GiteaBranch branch(@PathParam("branch") String branch);

    /** Refused with 409 where it is asked for already. */
    @POST
    @Path("pulls/{number}/merge")
    void merge(@PathParam("number") long number, GiteaMerging merging);

    /** Refused as not found where no merge waits. */
    @DELETE
    @Path("pulls/{number}/merge")
    void cancelMerge(@PathParam("number") long number);

    record GiteaBranch(
            @JsonProperty("enable_status_check") @Nullable Boolean isChecked,
            @JsonProperty("status_check_contexts") @Nullable List<String> contexts) {}

    /** @param method merge, rebase, rebase-merge or squash */
    record GiteaMerging(
            @JsonProperty("Do") String method,
            @JsonProperty("merge_when_checks_succeed") boolean whenChecked,
            @JsonProperty("head_commit_id") String head) {}

    record RepoId(long id) {}

    record GiteaPull(
            long number,
            @JsonProperty("html_url") URI url,
            String state,
            String title,
            @Nullable String body,
            boolean merged,
            @Nullable List<IssueLabel> labels,
            @Nullable List<Account> assignees,
            GiteaRef head,
            GiteaRef base) {}

    /**
     * @param label the branch, also when it has been deleted
     * @param repository the id of the repository that it is in
     */
    record GiteaRef(
            String label,
            @Nullable String sha,
            @JsonProperty("repo_id") long repository) {}

    record NewGiteaPull(String title, String head, String base, String body, List<Long> labels) {}

    /**
     * @param state REQUEST_REVIEW for one that was asked for
     * @param team whom it was asked of; null for a user
     */
    record GiteaReview(
            String state, @Nullable Account user, @Nullable GiteaTeam team) {}

    record GiteaTeam(@Nullable String name) {}

    record LabelIds(List<Long> labels) {}
}
