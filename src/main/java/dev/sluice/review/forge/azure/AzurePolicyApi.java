package dev.sluice.review.forge.azure;

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
 * What branch policies ask of a request; a preview in every version of the API.
 *
 * @see <a href="https://learn.microsoft.com/en-us/rest/api/azure/devops/policy/evaluations/list">Microsoft's documentation</a>
 */
@Path("")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@ClientQueryParam(name = "api-version", value = "7.0-preview.1")
interface AzurePolicyApi {

    /** @param artifact {@code vstfs:///CodeReview/CodeReviewId/<id of the project>/<number of the request>} */
    @GET
    @Path("{project}/_apis/policy/evaluations")
    EvaluationList evaluations(@PathParam("project") String project, @QueryParam("artifactId") String artifact);

    record EvaluationList(@Nullable List<PolicyEvaluation> value) {}

    record PolicyEvaluation(@Nullable PolicyConfiguration configuration) {}

    record PolicyConfiguration(
            boolean isEnabled, boolean isBlocking, @Nullable PolicyType type) {}

    record PolicyType(@Nullable String id) {}
}
