package dev.sluice.review.forge.bitbucket;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.rest.client.reactive.ClientQueryParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Sluice uses of Bitbucket Cloud's API.
 *
 * @see <a href="https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pullrequests/">Atlassian's documentation</a>
 */
@Path("")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface BitbucketCloudApi {

    /** The most entries of a page of requests; of others 100. */
    int PAGE = 50;

    String REPOSITORY = "repositories/{workspace}/{slug}";
    String PULLS = REPOSITORY + "/pullrequests";

    /** Newest first. */
    @GET
    @Path(PULLS)
    @ClientQueryParam(name = "sort", value = "-created_on")
    @ClientQueryParam(name = "pagelen", value = "" + PAGE)
    CloudPullPage pulls(
            @PathParam("workspace") String workspace,
            @PathParam("slug") String slug,
            @QueryParam("q") String query,
            @QueryParam("page") long page);

    @GET
    @Path(PULLS + "/{number}")
    CloudPull pull(
            @PathParam("workspace") String workspace, @PathParam("slug") String slug, @PathParam("number") long number);

    @POST
    @Path(PULLS)
    CloudPull open(@PathParam("workspace") String workspace, @PathParam("slug") String slug, NewCloudPull pull);

    @PUT
    @Path(PULLS + "/{number}")
    CloudPull edit(
            @PathParam("workspace") String workspace,
            @PathParam("slug") String slug,
            @PathParam("number") long number,
            CloudEdit edit);

    @POST
    @Path(PULLS + "/{number}/decline")
    CloudPull decline(
            @PathParam("workspace") String workspace, @PathParam("slug") String slug, @PathParam("number") long number);

    /** Oldest first. */
    @GET
    @Path(PULLS + "/{number}/comments")
    @ClientQueryParam(name = "sort", value = "created_on")
    @ClientQueryParam(name = "pagelen", value = "100")
    CloudRemarkPage comments(
            @PathParam("workspace") String workspace,
            @PathParam("slug") String slug,
            @PathParam("number") long number,
            @QueryParam("page") long page);

    @POST
    @Path(PULLS + "/{number}/comments")
    CloudComment comment(
            @PathParam("workspace") String workspace,
            @PathParam("slug") String slug,
            @PathParam("number") long number,
            NewCloudComment comment);

    @PUT
    @Path(PULLS + "/{number}/comments/{id}")
    CloudComment edit(
            @PathParam("workspace") String workspace,
            @PathParam("slug") String slug,
            @PathParam("number") long number,
            @PathParam("id") long id,
            NewCloudComment comment);

    @GET
    @Path(REPOSITORY + "/commit/{hash}")
    CloudCommit commit(
            @PathParam("workspace") String workspace, @PathParam("slug") String slug, @PathParam("hash") String hash);

    @POST
    @Path(REPOSITORY + "/commit/{sha}/statuses/build")
    void mark(
            @PathParam("workspace") String workspace,
            @PathParam("slug") String slug,
            @PathParam("sha") String sha,
            CloudStatus status);

    @GET
    @Path("workspaces/{workspace}/members")
    @ClientQueryParam(name = "pagelen", value = "100")
    MemberPage members(@PathParam("workspace") String workspace, @QueryParam("page") long page);

    /** What people may do in a repository, by groups and the project too. */
    @GET
    @Path("workspaces/{workspace}/permissions/repositories/{slug}")
    @ClientQueryParam(name = "pagelen", value = "100")
    GrantPage grants(
            @PathParam("workspace") String workspace, @PathParam("slug") String slug, @QueryParam("page") long page);

    @GET
    @Path(REPOSITORY + "/branch-restrictions")
    @ClientQueryParam(name = "kind", value = "restrict_merges")
    @ClientQueryParam(name = "pagelen", value = "100")
    LimitPage mergeLimits(
            @PathParam("workspace") String workspace, @PathParam("slug") String slug, @QueryParam("page") long page);

    /** @param next the address of the next page; null on the last */
    record CloudPullPage(
            @Nullable List<CloudPull> values, @Nullable String next) {}

    record CloudRemarkPage(
            @Nullable List<CloudComment> values, @Nullable String next) {}

    record MemberPage(
            @Nullable List<WorkspaceMember> values,
            @Nullable String next) {}

    record GrantPage(@Nullable List<Grant> values, @Nullable String next) {}

    record LimitPage(
            @Nullable List<MergeLimit> values, @Nullable String next) {}

    /** @param state OPEN, MERGED, DECLINED or SUPERSEDED */
    record CloudPull(
            long id,
            String title,
            @Nullable String description,
            String state,
            CloudEnd source,
            CloudEnd destination,
            @Nullable List<CloudUser> reviewers,
            @Nullable List<CloudParticipant> participants,
            CloudPlace links) {}

    /** @param commit its first twelve digits */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CloudEnd(
            CloudBranch branch,
            @Nullable CloudCommit commit,
            @Nullable CloudRepository repository) {}

    record CloudBranch(String name) {}

    record CloudCommit(@Nullable String hash) {}

    record CloudRepository(
            @JsonProperty("full_name") @Nullable String fullName) {}

    record CloudPlace(CloudLink html) {}

    record CloudLink(URI href) {}

    /** @param uuid in curly brackets */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CloudUser(
            String uuid,
            @Nullable String nickname,
            @JsonProperty("account_id") @Nullable String account) {}

    /** @param state approved, changes_requested, or null before */
    record CloudParticipant(
            @Nullable CloudUser user, @Nullable String state) {}

    record NewCloudPull(String title, String description, CloudEnd source, CloudEnd destination, boolean draft) {}

    /** @param reviewers all of them: who is left out is taken off */
    record CloudEdit(String title, String description, List<CloudUser> reviewers) {}

    /** @param inline where on a line it is; null on the request as a whole */
    record CloudComment(
            long id,
            @Nullable CloudText content,
            @Nullable CloudUser user,
            boolean deleted,
            @Nullable Object inline,
            @JsonProperty("created_on") @Nullable OffsetDateTime created,
            @JsonProperty("updated_on") @Nullable OffsetDateTime updated) {

        /** The service may write a new comment's second time a moment after the first; a person takes longer. */
        boolean isEdited() {
            return created == null
                    || updated == null
                    || Duration.between(created, updated).abs().compareTo(Duration.ofSeconds(1)) >= 0;
        }
    }

    record CloudText(@Nullable String raw) {}

    record NewCloudComment(CloudText content) {}

    /** @param key at most 40 characters */
    record CloudStatus(String key, String state, String name, String url, String description) {}

    record WorkspaceMember(@Nullable CloudUser user) {}

    /** @param permission read, write or admin */
    record Grant(@Nullable CloudUser user, @Nullable String permission) {}

    /**
     * Who alone may merge into branches.
     *
     * @param kind glob or branching_model
     * @param users who may, beside groups of such
     */
    record MergeLimit(
            @JsonProperty("branch_match_kind") @Nullable String kind,
            @Nullable String pattern,
            @Nullable List<CloudUser> users) {}
}
