package dev.sluice.review.forge.bitbucket;

import io.quarkus.rest.client.reactive.ClientQueryParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Sluice uses of the API of Bitbucket Data Center to learn who may do what, below {@code /rest}.
 *
 * @see <a href="https://developer.atlassian.com/server/bitbucket/rest/">Atlassian's documentation</a>
 */
@Path("")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface BitbucketAccessApi {

    /** Groups of reviewers, of the repository and of its project. */
    @GET
    @Path(BitbucketDataCenterApi.REPOSITORY + "/settings/reviewer-groups")
    @ClientQueryParam(name = "limit", value = "" + BitbucketDataCenterApi.PAGE)
    ReviewerGroupPage reviewerGroups(
            @PathParam("project") String project, @PathParam("slug") String slug, @QueryParam("start") long start);

    /** Those who have a permission for the repository, by a group or a project too. */
    @GET
    @Path("api/1.0/users")
    @ClientQueryParam(name = "limit", value = "" + BitbucketDataCenterApi.PAGE)
    @ClientQueryParam(name = "permission.1", value = "REPO_WRITE")
    UserPage writers(
            @QueryParam("filter") String name,
            @QueryParam("permission.1.projectKey") String project,
            @QueryParam("permission.1.repositorySlug") String slug,
            @QueryParam("start") long start);

    /** What keeps all but some from changing branches. */
    @GET
    @Path("branch-permissions/2.0/projects/{project}/repos/{slug}/restrictions")
    @ClientQueryParam(name = "type", value = "read-only")
    @ClientQueryParam(name = "limit", value = "" + BitbucketDataCenterApi.PAGE)
    RestrictionPage restrictions(
            @PathParam("project") String project, @PathParam("slug") String slug, @QueryParam("start") long start);

    /** The builds that must have succeeded before a merge. */
    @GET
    @Path("required-builds/latest/projects/{project}/repos/{slug}/conditions")
    @ClientQueryParam(name = "limit", value = "" + BitbucketDataCenterApi.PAGE)
    ConditionPage requiredBuilds(
            @PathParam("project") String project, @PathParam("slug") String slug, @QueryParam("start") long start);

    record ReviewerGroupPage(
            @Nullable List<ReviewerGroup> values,
            boolean isLastPage,
            @Nullable Long nextPageStart) {}

    record UserPage(
            @Nullable List<BitbucketDataCenterApi.ServerUser> values,
            boolean isLastPage,
            @Nullable Long nextPageStart) {}

    record RestrictionPage(
            @Nullable List<Restriction> values,
            boolean isLastPage,
            @Nullable Long nextPageStart) {}

    record ConditionPage(
            @Nullable List<RequiredBuild> values,
            boolean isLastPage,
            @Nullable Long nextPageStart) {}

    record ReviewerGroup(@Nullable String name, @Nullable List<BitbucketDataCenterApi.ServerUser> users) {}

    /**
     * @param matcher which branches
     * @param users who may change them all the same
     * @param groups groups of such
     */
    record Restriction(
            @Nullable RefMatcher matcher,
            @Nullable List<BitbucketDataCenterApi.ServerUser> users,
            @Nullable List<String> groups) {}

    /** @param id of a branch, with refs/heads/ before it, or a pattern */
    record RefMatcher(@Nullable String id, @Nullable MatcherType type) {}

    /** @param id BRANCH, PATTERN, MODEL_BRANCH, MODEL_CATEGORY or ANY_REF */
    record MatcherType(@Nullable String id) {}

    record RequiredBuild(
            @Nullable RefMatcher refMatcher, @Nullable List<String> buildParentKeys) {}
}
