package dev.sluice.sync.http;

import dev.sluice.policy.Rule;
import dev.sluice.policy.RuleList;
import dev.sluice.policy.Verdict;
import dev.sluice.ranges.Address;
import dev.sluice.sync.Computation;
import dev.sluice.sync.Runs;
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
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** What the firewalls say about an address, and why. */
@Path("/api/verdict")
@Produces(MediaType.APPLICATION_JSON)
public class VerdictResource {

    /** Requests of all callers together within {@link #WINDOW_SECONDS}; an instance counts for itself. */
    static final int LIMIT = 200;

    static final int WINDOW_SECONDS = 10;

    private final Runs runs;

    VerdictResource(Runs runs) {
        this.runs = runs;
    }

    /**
     * The answer for one address.
     *
     * @param entries the published entries that hold the address, the widest first
     */
    public record AddressVerdict(
            String address, String digest, List<ListedEntry> entries, List<FirewallVerdict> firewalls) {}

    /** A published entry. */
    public record ListedEntry(String feed, String prefix, String scope) {}

    /**
     * What one firewall says.
     *
     * @param verdict Allow or Deny
     * @param rule the number of the deciding rule, from 1; absent where none matches
     * @param partial earlier rules that decide some traffic to the address, by port or by name
     */
    public record FirewallVerdict(
            String cluster,
            String namespace,
            String verdict,
            @Nullable Integer rule,
            @Nullable String decidedBy,
            List<String> partial) {}

    @GET
    @PermitAll
    @RateLimit(value = LIMIT, window = WINDOW_SECONDS, windowUnit = ChronoUnit.SECONDS)
    @Operation(summary = "Whether each target namespace may reach an address, by which rule and feed entry")
    @APIResponse(responseCode = "200", description = "What each firewall says")
    @APIResponse(responseCode = "400", description = "Not an IP address")
    @APIResponse(responseCode = "429", description = "Asked too often; Retry-After says when to ask again, in seconds")
    @APIResponse(responseCode = "503", description = "No run has computed rules yet")
    public AddressVerdict verdict(@QueryParam("address") @NotBlank String address) {
        Address parsed = parse(address);
        Computation computed = runs.computation()
                .orElseThrow(() -> new ServiceUnavailableException(Response.status(Response.Status.SERVICE_UNAVAILABLE)
                        .entity(new Problem("no run has computed rules yet"))
                        .build()));
        List<FirewallVerdict> firewalls = new ArrayList<>();
        computed.firewalls()
                .forEach((cluster, namespaces) -> namespaces.forEach(
                        (namespace, rules) -> firewalls.add(firewall(cluster, namespace, parsed, rules, computed))));
        return new AddressVerdict(parsed.toString(), computed.digest(), entries(parsed, computed), firewalls);
    }

    private static Address parse(String address) {
        try {
            return Address.parseHost(address.strip());
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(Response.status(Response.Status.BAD_REQUEST)
                    .entity(new Problem(e.getMessage()))
                    .build());
        }
    }

    private static FirewallVerdict firewall(
            String cluster, String namespace, Address address, RuleList rules, Computation computed) {
        Verdict verdict = Verdict.on(address, rules, computed.selection());
        return new FirewallVerdict(
                cluster,
                namespace,
                verdict.action().toString(),
                verdict.rule().orElse(null),
                verdict.decidedBy().map(Rule::toString).orElse(null),
                verdict.partial().stream().map(Rule::toString).toList());
    }

    private static List<ListedEntry> entries(Address address, Computation computed) {
        return Verdict.listed(address, computed.selection()).stream()
                .map(listed -> new ListedEntry(
                        listed.list(),
                        listed.entry().prefix().toString(),
                        listed.entry().scope()))
                .toList();
    }
}
