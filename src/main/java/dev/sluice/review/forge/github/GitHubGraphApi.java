package dev.sluice.review.forge.github;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Sluice uses of GitHub's GraphQL API, which alone can merge later.
 *
 * @see <a href="https://docs.github.com/en/graphql/reference/mutations#enablepullrequestautomerge">GitHub's documentation</a>
 */
@Path("")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface GitHubGraphApi {

    @POST
    Result change(Mutation mutation);

    record Mutation(String query, Map<String, String> variables) {}

    /** @param errors null where all is well */
    record Result(@Nullable List<GraphError> errors) {}

    record GraphError(@Nullable String message) {}
}
