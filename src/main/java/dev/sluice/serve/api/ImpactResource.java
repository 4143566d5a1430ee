package dev.sluice.serve.api;

import dev.sluice.run.RunService;
import dev.sluice.serve.security.Permissions;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Which observed traffic a plan would treat otherwise. It names workloads, so that not everybody may see it. */
@Path("/api/impact")
@Produces(MediaType.APPLICATION_JSON)
public class ImpactResource {

    private final RunService runs;

    ImpactResource(RunService runs) {
        this.runs = runs;
    }

    @GET
    @PermissionsAllowed(Permissions.GET_IMPACT)
    @Operation(summary = "What the last plan would have done to observed traffic, by cluster")
    @APIResponse(responseCode = "200", description = "Empty where no run had a plan, or no flows are configured")
    @APIResponse(responseCode = "401", description = "No bearer token, or a wrong one")
    @APIResponse(responseCode = "403", description = "The caller may not see workloads")
    @APIResponse(responseCode = "503", description = "The cluster cannot be asked who calls")
    public List<ImpactReport> impact() {
        return runs.impacts().stream().map(ImpactReport::of).toList();
    }
}
