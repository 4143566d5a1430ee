package dev.sluice.review.forge.gitea;

import dev.sluice.review.forge.github.GitHubLikeApi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/**
 * What Sluice uses of the API of Gitea and Forgejo, below {@code /orgs/{organization}}.
 *
 * @see <a href="https://docs.gitea.com/api/">Gitea's documentation</a>
 */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
interface GiteaOrganizationApi {

    /** The labels that all repositories of the organization have; not found for the repository of a user. */
    @GET
    @Path("labels")
    List<GitHubLikeApi.IssueLabel> labels(@QueryParam("limit") int size, @QueryParam("page") int page);
}
