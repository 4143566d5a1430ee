package dev.sluice.serve.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.cluster.lease.Leadership;
import dev.sluice.gitops.GitException;
import dev.sluice.run.AcceptanceService;
import dev.sluice.run.AcceptanceService.Accepted;
import dev.sluice.run.AcceptanceService.NotWaiting;
import dev.sluice.run.RunService;
import dev.sluice.run.WaitingChange;
import dev.sluice.serve.security.CallerName;
import dev.sluice.serve.security.Permissions;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Changes that wait for a person, and that person's word. */
@Path("/api/accept")
@Produces(MediaType.APPLICATION_JSON)
public class AcceptResource {

    private final AcceptanceService acceptances;
    private final RunService runs;
    private final Leadership leadership;
    private final ObjectMapper json;
    private final SecurityIdentity caller;

    /** @param caller of the present request */
    AcceptResource(
            AcceptanceService acceptances,
            RunService runs,
            Leadership leadership,
            ObjectMapper json,
            SecurityIdentity caller) {
        this.caller = caller;
        this.acceptances = acceptances;
        this.runs = runs;
        this.leadership = leadership;
        this.json = json;
    }

    /**
     * Which change.
     *
     * @param digest as a report, a request or this interface shows it
     */
    public record AcceptOrder(String digest) {}

    /**
     * What is accepted.
     *
     * @param by the caller, or {@code static token}
     * @param isNew false where it was accepted before, which counts
     */
    public record AcceptedReport(String digest, String by, Instant at, boolean isNew) {}

    @GET
    @PermissionsAllowed(Permissions.GET_RUNS)
    @Operation(summary = "Changes that a person may accept as they are, as the last run left them")
    @APIResponse(responseCode = "200", description = "Empty where nothing waits")
    @APIResponse(responseCode = "401", description = "No bearer token, or a wrong one")
    @APIResponse(responseCode = "403", description = "The caller may not see runs")
    @APIResponse(responseCode = "503", description = "Another instance leads, or the cluster cannot be asked who calls")
    public List<WaitingChange> waiting() {
        StandBy.refuse(leadership);
        return runs.waiting();
    }

    @POST
    @Blocking
    @Consumes(MediaType.WILDCARD) // a caller without the right gets 403, whatever they send
    @PermissionsAllowed(Permissions.CREATE_ACCEPTANCES)
    @Operation(summary = "Let exactly the change with this digest pass at the next run")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = AcceptOrder.class)),
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(implementation = String.class))
            })
    @APIResponse(
            responseCode = "200",
            description = "Kept for the next run",
            content = @Content(schema = @Schema(implementation = AcceptedReport.class)))
    @APIResponse(responseCode = "400", description = "Not a digest")
    @APIResponse(responseCode = "401", description = "No bearer token, or a wrong one")
    @APIResponse(responseCode = "403", description = "The caller may not accept changes")
    @APIResponse(responseCode = "409", description = "No such change waits; the answer names those that do")
    @APIResponse(
            responseCode = "503",
            description = "Another instance leads, no run has ended yet, Git does not take it, or the cluster cannot be"
                    + " asked who calls")
    public AcceptedReport accept(String body) {
        StandBy.refuse(leadership, runs);
        try {
            return switch (acceptances.accept(DigestBody.read(json, body), CallerName.of(caller))) {
                case Accepted(var acceptance, boolean isNew) ->
                    new AcceptedReport(acceptance.digest(), acceptance.by(), acceptance.at(), isNew);
                case NotWaiting(List<WaitingChange> waiting) ->
                    throw new WebApplicationException(new Problem(notWaiting(waiting)).as(Response.Status.CONFLICT));
            };
        } catch (IllegalArgumentException e) {
            throw new WebApplicationException(new Problem(e.getMessage()).as(Response.Status.BAD_REQUEST));
        } catch (GitException e) {
            throw new WebApplicationException(new Problem(e.explanation()).as(Response.Status.SERVICE_UNAVAILABLE));
        }
    }

    private static String notWaiting(List<WaitingChange> waiting) {
        return waiting.isEmpty()
                ? "no change waits to be accepted"
                : "no change with this digest waits; there is "
                        + waiting.stream()
                                .map(change -> change.digest() + " (" + change.subject() + ")")
                                .collect(Collectors.joining(", "));
    }
}
