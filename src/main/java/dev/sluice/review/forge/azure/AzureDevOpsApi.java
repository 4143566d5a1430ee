package dev.sluice.review.forge.azure;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Sluice uses of the API of Azure DevOps, below an organisation, or a collection of its server.
 *
 * @see <a href="https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-requests">Microsoft's documentation</a>
 */
@Path("")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@ClientQueryParam(name = "api-version", value = "7.0")
interface AzureDevOpsApi {

    /** The most entries of a page. */
    int PAGE = 100;

    String REPOSITORY = "{project}/_apis/git/repositories/{repository}";
    String PULLS = REPOSITORY + "/pullrequests";

    /** Newest first; long descriptions are cut. */
    @GET
    @Path(PULLS)
    @ClientQueryParam(name = "$top", value = "" + PAGE)
    AzurePullPage pulls(
            @PathParam("project") String project,
            @PathParam("repository") String repository,
            @QueryParam("searchCriteria.sourceRefName") String branch,
            @QueryParam("searchCriteria.targetRefName") String base,
            @QueryParam("searchCriteria.status") String status,
            @QueryParam("$skip") int skip);

    @GET
    @Path(PULLS + "/{number}")
    AzurePull pull(
            @PathParam("project") String project,
            @PathParam("repository") String repository,
            @PathParam("number") long number);

    @POST
    @Path(PULLS)
    AzurePull open(@PathParam("project") String project, @PathParam("repository") String repository, NewAzurePull pull);

    @PATCH
    @Path(PULLS + "/{number}")
    AzurePull edit(
            @PathParam("project") String project,
            @PathParam("repository") String repository,
            @PathParam("number") long number,
            AzureEdit edit);

    @GET
    @Path(PULLS + "/{number}/labels")
    AzureLabelList labels(
            @PathParam("project") String project,
            @PathParam("repository") String repository,
            @PathParam("number") long number);

    @POST
    @Path(PULLS + "/{number}/labels")
    AzureLabel label(
            @PathParam("project") String project,
            @PathParam("repository") String repository,
            @PathParam("number") long number,
            NewAzureLabel label);

    @DELETE
    @Path(PULLS + "/{number}/labels/{name}")
    void unlabel(
            @PathParam("project") String project,
            @PathParam("repository") String repository,
            @PathParam("number") long number,
            @PathParam("name") String name);

    @PUT
    @Path(PULLS + "/{number}/reviewers/{id}")
    AzureReviewer ask(
            @PathParam("project") String project,
            @PathParam("repository") String repository,
            @PathParam("number") long number,
            @PathParam("id") String id,
            Vote vote);

    @GET
    @Path(PULLS + "/{number}/threads")
    AzureThreadList threads(
            @PathParam("project") String project,
            @PathParam("repository") String repository,
            @PathParam("number") long number);

    @POST
    @Path(PULLS + "/{number}/threads")
    AzureThread say(
            @PathParam("project") String project,
            @PathParam("repository") String repository,
            @PathParam("number") long number,
            NewAzureThread thread);

    @PATCH
    @Path(PULLS + "/{number}/threads/{thread}/comments/{comment}")
    AzureComment edit(
            @PathParam("project") String project,
            @PathParam("repository") String repository,
            @PathParam("number") long number,
            @PathParam("thread") long thread,
            @PathParam("comment") long comment,
            NewAzureComment text);

    @POST
    @Path(REPOSITORY + "/commits/{sha}/statuses")
    void mark(
            @PathParam("project") String project,
            @PathParam("repository") String repository,
            @PathParam("sha") String sha,
            AzureStatus status);

    @GET
    @Path("_apis/projects/{project}/teams")
    @ClientQueryParam(name = "$top", value = "" + PAGE)
    AzureTeamPage teams(@PathParam("project") String project, @QueryParam("$skip") int skip);

    @GET
    @Path("_apis/projects/{project}/teams/{team}/members")
    @ClientQueryParam(name = "$top", value = "" + PAGE)
    TeamMemberPage members(
            @PathParam("project") String project, @PathParam("team") String team, @QueryParam("$skip") int skip);

    record AzurePullPage(@Nullable List<AzurePull> value) {}

    /** @param status active, abandoned or completed */
    record AzurePull(
            long pullRequestId,
            String title,
            @Nullable String description,
            String status,
            String sourceRefName,
            String targetRefName,
            @Nullable AzureCommit lastMergeSourceCommit,
            @Nullable Object forkSource,
            @Nullable AzureIdentity createdBy,
            @Nullable AzureIdentity autoCompleteSetBy,
            @Nullable List<AzureReviewer> reviewers,
            AzureRepository repository) {}

    record AzureCommit(@Nullable String commitId) {}

    record AzureRepository(
            @Nullable String webUrl, @Nullable AzureProject project) {}

    record AzureProject(@Nullable String id) {}

    record AzureIdentity(
            String id,
            @Nullable String uniqueName,
            @Nullable String displayName) {}

    /** @param vote 10 approved, 5 with suggestions, 0 none, -5 waiting for the author, -10 rejected */
    record AzureReviewer(
            String id,
            @Nullable String uniqueName,
            @Nullable String displayName,
            int vote) {}

    record NewAzurePull(
            String sourceRefName,
            String targetRefName,
            String title,
            String description,
            boolean isDraft,
            List<NewAzureLabel> labels) {}

    /** Only what is there is changed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AzureEdit(
            @Nullable String title,
            @Nullable String description,
            @Nullable String status,
            @Nullable IdentityId autoCompleteSetBy,
            @Nullable CompletionOptions completionOptions) {

        static AzureEdit of(String title, String description) {
            return new AzureEdit(title, description, null, null, null);
        }

        static AzureEdit toState(String status) {
            return new AzureEdit(null, null, status, null, null);
        }
    }

    record IdentityId(String id) {}

    record CompletionOptions(boolean deleteSourceBranch) {}

    record AzureLabelList(@Nullable List<AzureLabel> value) {}

    record AzureLabel(@Nullable String name, @Nullable Boolean active) {}

    record NewAzureLabel(String name) {}

    record Vote(int vote) {}

    record AzureThreadList(@Nullable List<AzureThread> value) {}

    /** @param threadContext where on a file it is; null on the request as a whole */
    record AzureThread(
            long id,
            boolean isDeleted,
            @Nullable Object threadContext,
            @Nullable List<AzureComment> comments) {}

    /** @param commentType text, codeChange or system */
    record AzureComment(
            long id,
            @Nullable String content,
            @Nullable String commentType,
            boolean isDeleted,
            @Nullable Instant publishedDate,
            @Nullable Instant lastContentUpdatedDate,
            @Nullable AzureIdentity author) {

        boolean isEdited() {
            return publishedDate == null || !publishedDate.equals(lastContentUpdatedDate);
        }
    }

    /** @param status closed, since an active one may keep a request from being merged */
    record NewAzureThread(List<NewAzureComment> comments, String status) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NewAzureComment(String content, @Nullable String commentType) {}

    record AzureStatus(String state, String description, StatusContext context) {}

    record StatusContext(String genre, String name) {}

    record AzureTeamPage(@Nullable List<AzureTeam> value) {}

    record AzureTeam(String id, @Nullable String name) {}

    record TeamMemberPage(@Nullable List<TeamMember> value) {}

    record TeamMember(@Nullable AzureIdentity identity) {}
}
