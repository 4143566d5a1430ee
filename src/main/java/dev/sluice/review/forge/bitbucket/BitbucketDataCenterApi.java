package dev.sluice.review.forge.bitbucket;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.rest.client.reactive.ClientQueryParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.jspecify.annotations.Nullable;

/**
 * What Sluice uses of the API of Bitbucket Data Center, below {@code /rest}.
 *
 * @see <a href="https://developer.atlassian.com/server/bitbucket/rest/">Atlassian's documentation</a>
 */
@Path("")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@ClientHeaderParam(name = "X-Atlassian-Token", value = "no-check")
interface BitbucketDataCenterApi {

    /** The most entries of a page, if its administrator did not set fewer. */
    int PAGE = 100;

    String REPOSITORY = "api/1.0/projects/{project}/repos/{slug}";
    String PULLS = REPOSITORY + "/pull-requests";

    /** Newest first. */
    @GET
    @Path(PULLS)
    @ClientQueryParam(name = "direction", value = "OUTGOING")
    @ClientQueryParam(name = "order", value = "NEWEST")
    @ClientQueryParam(name = "limit", value = "" + PAGE)
    PullPage pulls(
            @PathParam("project") String project,
            @PathParam("slug") String slug,
            @QueryParam("at") String branch,
            @QueryParam("state") String state,
            @QueryParam("start") long start);

    @GET
    @Path(PULLS + "/{number}")
    ServerPull pull(
            @PathParam("project") String project, @PathParam("slug") String slug, @PathParam("number") long number);

    @POST
    @Path(PULLS)
    ServerPull open(@PathParam("project") String project, @PathParam("slug") String slug, NewServerPull pull);

    /** Refused as a conflict unless the version is the request's. */
    @PUT
    @Path(PULLS + "/{number}")
    ServerPull edit(
            @PathParam("project") String project,
            @PathParam("slug") String slug,
            @PathParam("number") long number,
            ServerEdit edit);

    @POST
    @Path(PULLS + "/{number}/decline")
    ServerPull decline(
            @PathParam("project") String project,
            @PathParam("slug") String slug,
            @PathParam("number") long number,
            @QueryParam("version") int version);

    @POST
    @Path(PULLS + "/{number}/reopen")
    ServerPull reopen(
            @PathParam("project") String project,
            @PathParam("slug") String slug,
            @PathParam("number") long number,
            @QueryParam("version") int version);

    @POST
    @Path(PULLS + "/{number}/merge")
    ServerPull merge(
            @PathParam("project") String project,
            @PathParam("slug") String slug,
            @PathParam("number") long number,
            @QueryParam("version") int version,
            ServerMerging merging);

    @GET
    @Path(PULLS + "/{number}/auto-merge")
    MergeLater mergeLater(
            @PathParam("project") String project, @PathParam("slug") String slug, @PathParam("number") long number);

    @DELETE
    @Path(PULLS + "/{number}/auto-merge")
    void mergeNot(
            @PathParam("project") String project, @PathParam("slug") String slug, @PathParam("number") long number);

    @POST
    @Path(PULLS + "/{number}/participants")
    Participant ask(
            @PathParam("project") String project,
            @PathParam("slug") String slug,
            @PathParam("number") long number,
            Role role);

    /** Newest first. */
    @GET
    @Path(PULLS + "/{number}/activities")
    @ClientQueryParam(name = "limit", value = "" + PAGE)
    ActivityPage activities(
            @PathParam("project") String project,
            @PathParam("slug") String slug,
            @PathParam("number") long number,
            @QueryParam("start") long start);

    @GET
    @Path(PULLS + "/{number}/comments/{id}")
    ServerComment comment(
            @PathParam("project") String project,
            @PathParam("slug") String slug,
            @PathParam("number") long number,
            @PathParam("id") long id);

    @POST
    @Path(PULLS + "/{number}/comments")
    ServerComment comment(
            @PathParam("project") String project,
            @PathParam("slug") String slug,
            @PathParam("number") long number,
            NewServerComment comment);

    @PUT
    @Path(PULLS + "/{number}/comments/{id}")
    ServerComment edit(
            @PathParam("project") String project,
            @PathParam("slug") String slug,
            @PathParam("number") long number,
            @PathParam("id") long id,
            NewServerComment comment);

    @POST
    @Path(REPOSITORY + "/commits/{sha}/builds")
    void mark(
            @PathParam("project") String project,
            @PathParam("slug") String slug,
            @PathParam("sha") String sha,
            Build build);

    record PullPage(
            @Nullable List<ServerPull> values,
            boolean isLastPage,
            @Nullable Long nextPageStart) {}

    record ActivityPage(
            @Nullable List<Activity> values,
            boolean isLastPage,
            @Nullable Long nextPageStart) {}

    /** @param state OPEN, MERGED or DECLINED */
    record ServerPull(
            long id,
            int version,
            String title,
            @Nullable String description,
            String state,
            @Nullable Boolean draft,
            ServerRef fromRef,
            ServerRef toRef,
            @Nullable List<Participant> reviewers,
            @Nullable List<Participant> participants,
            PullLinks links) {}

    /** @param id with refs/heads/ before it */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ServerRef(
            String id,
            @Nullable String latestCommit,
            @Nullable ServerRepository repository) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ServerRepository(String slug, ServerProject project) {}

    record ServerProject(String key) {}

    record PullLinks(List<ServerLink> self) {}

    record ServerLink(URI href) {}

    /** @param status UNAPPROVED, NEEDS_WORK or APPROVED */
    record Participant(
            ServerUser user,
            @Nullable String role,
            @Nullable String status) {}

    record ServerUser(String name) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NewServerPull(
            String title,
            String description,
            ServerRef fromRef,
            ServerRef toRef,
            @Nullable Boolean draft) {}

    /** @param reviewers all of them: who is left out is taken off */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ServerEdit(
            int version,
            String title,
            String description,
            List<AskedUser> reviewers,
            @Nullable Boolean draft) {}

    record AskedUser(ServerUser user) {}

    record Role(ServerUser user, String role) {}

    /**
     * Something that happened to a request.
     *
     * @param action COMMENTED, APPROVED, REVIEWED, RESCOPED and others
     * @param commentAction ADDED for a new comment
     * @param commentAnchor where on a line it is; null on the request as a whole
     */
    record Activity(
            @Nullable String action,
            @Nullable String commentAction,
            @Nullable ServerComment comment,
            @Nullable Object commentAnchor) {}

    /**
     * A comment.
     *
     * @param version 0 until it is edited
     * @param createdDate in milliseconds since 1970, as updatedDate
     */
    record ServerComment(
            long id,
            int version,
            @Nullable String text,
            @Nullable ServerUser author,
            @Nullable Long createdDate,
            @Nullable Long updatedDate,
            @Nullable List<ServerComment> comments) {

        boolean isEdited() {
            return version != 0 || createdDate == null || !createdDate.equals(updatedDate);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NewServerComment(String text, @Nullable Integer version) {}

    /** @param state INPROGRESS, SUCCESSFUL or FAILED */
    record Build(String key, String state, String url, String name, String description) {}

    record ServerMerging(boolean autoMerge, boolean autoSubject) {}

    /** @param fromHash the commit that it was asked for */
    record MergeLater(@Nullable String fromHash) {}
}
