package dev.sluice.review.forge.gitlab;

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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Sluice uses of GitLab's API; a project is its path, whose slashes are encoded.
 *
 * @see <a href="https://docs.gitlab.com/api/merge_requests/">GitLab's documentation</a>
 */
@Path("")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface GitLabApi {

    /** The most entries of a page. */
    int PAGE = 100;

    /** Newest first. */
    @GET
    @Path("projects/{project}/merge_requests")
    @ClientQueryParam(name = "scope", value = "all")
    @ClientQueryParam(name = "order_by", value = "created_at")
    @ClientQueryParam(name = "sort", value = "desc")
    List<MergeRequest> requests(
            @PathParam("project") String project,
            @QueryParam("source_branch") String branch,
            @QueryParam("target_branch") String base,
            @QueryParam("state") String state,
            @QueryParam("per_page") int size);

    @GET
    @Path("projects/{project}/merge_requests/{number}")
    MergeRequest request(@PathParam("project") String project, @PathParam("number") long number);

    @POST
    @Path("projects/{project}/merge_requests")
    MergeRequest open(@PathParam("project") String project, NewRequest request);

    @PUT
    @Path("projects/{project}/merge_requests/{number}")
    MergeRequest edit(@PathParam("project") String project, @PathParam("number") long number, RequestEdit edit);

    @PUT
    @Path("projects/{project}/merge_requests/{number}")
    MergeRequest close(@PathParam("project") String project, @PathParam("number") long number, RequestClosing closing);

    @PUT
    @Path("projects/{project}/merge_requests/{number}")
    MergeRequest reopen(@PathParam("project") String project, @PathParam("number") long number, StateEvent event);

    /** Sets who is asked for a review and who is assigned; leaves out whom it refuses, without a word. */
    @PUT
    @Path("projects/{project}/merge_requests/{number}")
    MergeRequest ask(@PathParam("project") String project, @PathParam("number") long number, People people);

    @GET
    @Path("projects/{project}/merge_requests/{number}/reviewers")
    List<AskedReviewer> reviewers(@PathParam("project") String project, @PathParam("number") long number);

    /** @param name of a label of the project or of a group above it */
    @GET
    @Path("projects/{project}/labels/{name}")
    KnownLabel label(@PathParam("project") String project, @PathParam("name") String name);

    @POST
    @Path("projects/{project}/labels")
    KnownLabel create(@PathParam("project") String project, ColoredLabel label);

    /** Direct members. */
    @GET
    @Path("groups/{group}/members")
    List<Member> members(
            @PathParam("group") String group, @QueryParam("per_page") int size, @QueryParam("page") int page);

    /** Members of the project and of the groups above it whose names begin so. */
    @GET
    @Path("projects/{project}/members/all")
    List<Member> members(
            @PathParam("project") String project, @QueryParam("query") String name, @QueryParam("per_page") int size);

    @GET
    @Path("projects/{project}/protected_branches/{branch}")
    ProtectedBranch protectedBranch(@PathParam("project") String project, @PathParam("branch") String branch);

    @GET
    @Path("projects/{project}")
    MergeTerms mergeTerms(@PathParam("project") String project);

    @GET
    @Path("projects/{project}/merge_requests/{number}")
    PipelinePlan mergePlan(@PathParam("project") String project, @PathParam("number") long number);

    @PUT
    @Path("projects/{project}/merge_requests/{number}/merge")
    PipelinePlan merge(@PathParam("project") String project, @PathParam("number") long number, PipelineMerging merging);

    @POST
    @Path("projects/{project}/merge_requests/{number}/cancel_merge_when_pipeline_succeeds")
    PipelinePlan cancelMerge(@PathParam("project") String project, @PathParam("number") long number);

    @GET
    @Path("users")
    List<User> users(@QueryParam("username") String username);

    @GET
    @Path("projects/{project}/merge_requests/{number}/approvals")
    ApprovalAnswer approvals(@PathParam("project") String project, @PathParam("number") long number);

    /** Oldest first. */
    @GET
    @Path("projects/{project}/merge_requests/{number}/notes")
    @ClientQueryParam(name = "order_by", value = "created_at")
    @ClientQueryParam(name = "sort", value = "asc")
    List<GitLabNote> notes(
            @PathParam("project") String project,
            @PathParam("number") long number,
            @QueryParam("per_page") int size,
            @QueryParam("page") int page);

    @POST
    @Path("projects/{project}/merge_requests/{number}/notes")
    GitLabNote comment(@PathParam("project") String project, @PathParam("number") long number, NewNote note);

    @PUT
    @Path("projects/{project}/merge_requests/{number}/notes/{id}")
    GitLabNote edit(
            @PathParam("project") String project,
            @PathParam("number") long number,
            @PathParam("id") long id,
            NewNote note);

    @POST
    @Path("projects/{project}/statuses/{sha}")
    void mark(@PathParam("project") String project, @PathParam("sha") String sha, NamedStatus status);

    /**
     * @param number inside the project
     * @param reviewers who is asked for a review
     * @param source the id of the project with the change
     */
    record MergeRequest(
            @JsonProperty("iid") long number,
            @JsonProperty("web_url") URI url,
            String state,
            String title,
            @Nullable String description,
            @Nullable List<String> labels,
            @Nullable List<User> reviewers,
            @Nullable List<User> assignees,
            @Nullable String sha,
            @JsonProperty("source_project_id") long source,
            @JsonProperty("target_project_id") long target) {}

    /** @param labels names with commas between; those that do not exist are made */
    record NewRequest(
            @JsonProperty("source_branch") String branch,
            @JsonProperty("target_branch") String base,
            String title,
            String description,
            String labels) {}

    /**
     * @param added names with commas between
     * @param removed names with commas between
     */
    record RequestEdit(
            String title,
            String description,
            @JsonProperty("add_labels") String added,
            @JsonProperty("remove_labels") String removed) {}

    record StateEvent(@JsonProperty("state_event") String event) {}

    record People(
            @JsonProperty("assignee_ids") List<Long> assignees,
            @JsonProperty("reviewer_ids") List<Long> reviewers) {}

    /** @param state unreviewed, review_started, reviewed, requested_changes, approved or unapproved */
    record AskedReviewer(@Nullable User user, @Nullable String state) {}

    record KnownLabel(long id, String name) {}

    /** @param color six hexadecimal digits behind a # */
    record ColoredLabel(String name, String color, String description) {}

    /** @param level 30 for a developer, 40 for a maintainer, 50 for an owner */
    record Member(
            long id,
            String username,
            @Nullable String state,
            @JsonProperty("access_level") int level) {}

    record ProtectedBranch(
            @JsonProperty("merge_access_levels") @Nullable List<MergeAccess> merging) {}

    /**
     * Who may merge.
     *
     * @param level the least level, 0 for none; of a user or a group where one of them is named
     */
    record MergeAccess(
            @JsonProperty("access_level") @Nullable Integer level,
            @JsonProperty("user_id") @Nullable Long user,
            @JsonProperty("group_id") @Nullable Long group) {}

    record RequestClosing(@JsonProperty("state_event") String event, String description) {}

    record MergeTerms(
            @JsonProperty("only_allow_merge_if_pipeline_succeeds") @Nullable Boolean onlyChecked,

            @JsonProperty("allow_merge_on_skipped_pipeline") @Nullable Boolean skippable) {}

    record PipelinePlan(
            @JsonProperty("merge_when_pipeline_succeeds") boolean isAsked,
            @JsonProperty("head_pipeline") @Nullable Pipeline pipeline) {}

    record Pipeline(@Nullable String sha, @Nullable String status) {}

    /** Both names of one thing: GitLab 17.11 gave it the second. */
    record PipelineMerging(
            @JsonProperty("merge_when_pipeline_succeeds") boolean whenChecked,
            @JsonProperty("auto_merge") boolean auto,
            String sha) {}

    record User(long id, String username) {}

    record ApprovalAnswer(
            @JsonProperty("approved_by") @Nullable List<Approver> approvedBy) {}

    record Approver(@Nullable User user) {}

    /**
     * @param type DiffNote for a remark on a line
     * @param system whether GitLab itself wrote it
     */
    record GitLabNote(
            long id,
            @Nullable String type,
            @Nullable String body,
            boolean system,
            @Nullable User author,
            @JsonProperty("created_at") @Nullable String created,
            @JsonProperty("updated_at") @Nullable String updated) {}

    record NewNote(String body) {}

    record NamedStatus(String state, String name, String description) {}
}
