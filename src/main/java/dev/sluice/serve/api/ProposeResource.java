package dev.sluice.serve.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.cluster.lease.Leadership;
import dev.sluice.run.ProposalService;
import dev.sluice.run.ProposalService.HasRequest;
import dev.sluice.run.ProposalService.NotProposed;
import dev.sluice.run.RunReport.RequestReport;
import dev.sluice.run.RunService;
import dev.sluice.serve.api.AcceptResource.AcceptOrder;
import dev.sluice.serve.security.CallerName;
import dev.sluice.serve.security.Permissions;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** A held change as a request. Who may accept it may have it proposed too: both are a word on exactly this change. */
@Path("/api/propose")
@Produces(MediaType.APPLICATION_JSON)
public class ProposeResource {

    private final ProposalService proposals;
    private final RunService runs;
    private final Leadership leadership;
    private final ObjectMapper json;
    private final SecurityIdentity caller;

    /** @param caller of the present request */
    ProposeResource(
            ProposalService proposals,
            RunService runs,
            Leadership leadership,
            ObjectMapper json,
            SecurityIdentity caller) {
        this.proposals = proposals;
        this.runs = runs;
        this.leadership = leadership;
        this.json = json;
        this.caller = caller;
    }

    @POST
    @Blocking
    @Consumes(MediaType.WILDCARD) // a caller without the right gets 403, whatever they send
    @PermissionsAllowed(Permissions.CREATE_ACCEPTANCES)
    @Operation(
            summary =
                    "Open a request for exactly the held change with this digest; the answer comes when a run has done it")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = AcceptOrder.class)),
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(implementation = String.class))
            })
    @APIResponse(
            responseCode = "200",
            description = "The request is open, now or since before",
            content = @Content(schema = @Schema(implementation = RequestReport.class)))
    @APIResponse(responseCode = "400", description = "Not a digest")
    @APIResponse(responseCode = "401", description = "No bearer token, or a wrong one")
    @APIResponse(responseCode = "403", description = "The caller may not accept changes, nor have them proposed")
    @APIResponse(
            responseCode = "409",
            description = "No such change waits, there is no forge, changes are proposed anyway, a run is under way, or"
                    + " the run opened none; the answer says which")
    @APIResponse(
            responseCode = "503",
            description = "Another instance leads, no run has ended yet, or the cluster cannot be asked who calls")
    public RequestReport propose(String body) {
        StandBy.refuse(leadership, runs);
        try {
            return switch (proposals.propose(DigestBody.read(json, body), CallerName.of(caller))) {
                case HasRequest(RequestReport request) -> request;
                case NotProposed(String why) ->
                    throw new WebApplicationException(new Problem(why).as(Response.Status.CONFLICT));
            };
        } catch (IllegalArgumentException e) {
            throw new WebApplicationException(new Problem(e.getMessage()).as(Response.Status.BAD_REQUEST));
        }
    }
}
