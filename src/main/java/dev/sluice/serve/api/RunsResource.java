package dev.sluice.serve.api;

import dev.sluice.cluster.lease.Leadership;
import dev.sluice.run.RunFinished;
import dev.sluice.run.RunReport;
import dev.sluice.run.RunService;
import dev.sluice.serve.security.Permissions;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** Runs: those that were, and one on request. */
@Path("/api/runs")
@SecurityScheme(securitySchemeName = "bearer", type = SecuritySchemeType.HTTP, scheme = "bearer")
@Produces(MediaType.APPLICATION_JSON)
public class RunsResource {

    private final RunService runs;
    private final Leadership leadership;

    RunsResource(RunService runs, Leadership leadership) {
        this.runs = runs;
        this.leadership = leadership;
    }

    @POST
    @Blocking
    @PermissionsAllowed(Permissions.CREATE_RUNS)
    @Operation(summary = "Do one run now and report it; the answer comes when the run has ended")
    @APIResponse(responseCode = "200", description = "The run has ended; its outcome says how")
    @APIResponse(responseCode = "401", description = "No bearer token, or a wrong one")
    @APIResponse(responseCode = "403", description = "The caller may not ask for a run")
    @APIResponse(
            responseCode = "503",
            description = "Another instance leads, or the cluster cannot be asked who calls; ask again")
    @APIResponse(responseCode = "409", description = "A run is under way")
    public RunReport run() {
        StandBy.refuse(leadership);
        return runs.start()
                .map(RunFinished::report)
                .orElseThrow(() ->
                        new WebApplicationException(new Problem("a run is under way").as(Response.Status.CONFLICT)));
    }

    @GET
    @PermissionsAllowed(Permissions.GET_RUNS)
    @Operation(summary = "The last runs, newest first")
    @APIResponse(responseCode = "200", description = "At most 50")
    @APIResponse(responseCode = "401", description = "No bearer token, or a wrong one")
    @APIResponse(responseCode = "403", description = "The caller may not see runs")
    @APIResponse(responseCode = "503", description = "The cluster cannot be asked who calls")
    public List<RunReport> list() {
        return runs.reports();
    }

    @GET
    @Path("latest")
    @PermissionsAllowed(Permissions.GET_RUNS)
    @Operation(summary = "The last run")
    @APIResponse(responseCode = "200", description = "How it ended")
    @APIResponse(responseCode = "401", description = "No bearer token, or a wrong one")
    @APIResponse(responseCode = "403", description = "The caller may not see runs")
    @APIResponse(responseCode = "503", description = "The cluster cannot be asked who calls")
    @APIResponse(responseCode = "404", description = "No run has ended yet")
    public RunReport latest() {
        return runs.reports().stream()
                .findFirst()
                .orElseThrow(
                        () -> new NotFoundException(new Problem("no run has ended yet").as(Response.Status.NOT_FOUND)));
    }
}
