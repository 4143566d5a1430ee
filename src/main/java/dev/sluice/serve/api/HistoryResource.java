package dev.sluice.serve.api;

import dev.sluice.review.RepositoryPages;
import dev.sluice.run.history.HistoryService;
import dev.sluice.serve.security.Permissions;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What was published and how runs ended, over time. It names networks' sizes and authors, as reports of runs do. */
@Path("/api/history")
@Produces(MediaType.APPLICATION_JSON)
public class HistoryResource {

    private final HistoryService history;
    private final RepositoryPages pages;

    HistoryResource(HistoryService history, RepositoryPages pages) {
        this.history = history;
        this.pages = pages;
    }

    @GET
    @Blocking
    @PermissionsAllowed(Permissions.GET_RUNS)
    @Operation(
            summary = "The last commits below git.path with what they meant in addresses, and how the last runs ended",
            description =
                    "Read from Git and remembered. A large fleet's past is read in several answers; end says where this"
                            + " one ends.")
    @APIResponse(responseCode = "200", description = "At most 400 commits and 500 runs, newest first")
    @APIResponse(responseCode = "401", description = "No bearer token, or a wrong one")
    @APIResponse(responseCode = "403", description = "The caller may not see runs")
    @APIResponse(responseCode = "503", description = "The cluster cannot be asked who calls")
    public HistoryReport history() {
        return HistoryReport.of(history.history(), pages::commit);
    }
}
