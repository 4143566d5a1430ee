package dev.sluice.serve.api;

import dev.sluice.cluster.lease.Leadership;
import dev.sluice.plan.BranchFirewalls;
import dev.sluice.plan.Computation;
import dev.sluice.ranges.Address;
import dev.sluice.run.RunService;
import io.smallrye.faulttolerance.api.RateLimit;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What the firewalls say about an address, and why. */
@Path("/api/verdict")
@Produces(MediaType.APPLICATION_JSON)
public class VerdictResource {

    /** Requests of all callers together within {@link #WINDOW_SECONDS}; an instance counts for itself. */
    public static final int LIMIT = 200;

    public static final int WINDOW_SECONDS = 10;

    private final RunService runs;
    private final Leadership leadership;

    VerdictResource(RunService runs, Leadership leadership) {
        this.runs = runs;
        this.leadership = leadership;
    }

    @GET
    @PermitAll
    @RateLimit(value = LIMIT, window = WINDOW_SECONDS, windowUnit = ChronoUnit.SECONDS)
    @Operation(
            summary = "Whether each target namespace may reach an address, by which rule and feed entry",
            description = "Answers for what is published on the followed branch; what a plan would decide that is held,"
                    + " proposed or could not be pushed is shown beside it.")
    @APIResponse(responseCode = "200", description = "What each firewall says")
    @APIResponse(responseCode = "400", description = "Not an IP address")
    @APIResponse(responseCode = "429", description = "Asked too often; Retry-After says when to ask again, in seconds")
    @APIResponse(
            responseCode = "503",
            description = "Another instance leads, or no run has read what is published yet; ask again")
    public AddressVerdict verdict(@QueryParam("address") @NotBlank String address) {
        Address parsed = parse(address);
        StandBy.refuse(leadership); // what it read when it led may not be what is published now
        BranchFirewalls branch = runs.branch()
                .orElseThrow(() -> new ServiceUnavailableException(
                        new Problem("no run has read what is published yet").as(Response.Status.SERVICE_UNAVAILABLE)));
        return AddressVerdict.of(
                parsed,
                branch,
                runs.computation().map(Computation::selection).stream().toList());
    }

    private static Address parse(String address) {
        try {
            return Address.parseHost(address.strip());
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(new Problem(e.getMessage()).as(Response.Status.BAD_REQUEST));
        }
    }
}
