package dev.sluice.review.forge.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;

/**
 * Where a GitHub App gets its tokens.
 *
 * @see <a href="https://docs.github.com/en/rest/apps/apps?apiVersion=2022-11-28">GitHub's documentation</a>
 */
@Path("app")
@Consumes(MediaType.APPLICATION_JSON)
@Produces("application/vnd.github+json")
@ClientHeaderParam(name = "X-GitHub-Api-Version", value = "2022-11-28")
public interface AppApi {

    @POST
    @Path("installations/{installation}/access_tokens")
    AppToken token(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @PathParam("installation") String installation,
            TokenScope scope);

    /** @param repositories names without their owner that the token is good for */
    record TokenScope(List<String> repositories) {}

    record AppToken(
            String token, @JsonProperty("expires_at") Instant expiresAt) {

        @Override
        public String toString() {
            return "*** until " + expiresAt;
        }
    }
}
