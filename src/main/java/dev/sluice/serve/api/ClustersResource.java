package dev.sluice.serve.api;

import dev.sluice.cluster.lease.Leadership;
import dev.sluice.follow.VerificationStore;
import dev.sluice.serve.security.Permissions;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Whether clusters do what was committed for them. The instance that leads knows; others say that they do not. */
@Path("/api/clusters")
@Produces(MediaType.APPLICATION_JSON)
public class ClustersResource {

    private final VerificationStore verifications;
    private final Leadership leadership;

    ClustersResource(VerificationStore verifications, Leadership leadership) {
        this.verifications = verifications;
        this.leadership = leadership;
    }

    @GET
    @PermissionsAllowed(Permissions.GET_CLUSTERS)
    @Operation(summary = "What became of the last commits on the clusters")
    @APIResponse(responseCode = "200", description = "Empty where no cluster is followed, or none was looked at yet")
    @APIResponse(responseCode = "401", description = "No bearer token, or a wrong one")
    @APIResponse(responseCode = "403", description = "The caller may not see clusters")
    @APIResponse(
            responseCode = "503",
            description = "Another instance leads, or the cluster cannot be asked who calls; ask again")
    public List<ClusterReport> clusters() {
        StandBy.refuse(leadership);
        return verifications.latest().stream().map(ClusterReport::of).toList();
    }
}
