package dev.sluice.serve.api;

import dev.sluice.cluster.lease.Leadership;
import dev.sluice.run.RunService;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** How an instance answers that does not lead. */
public final class StandBy {

    private StandBy() {}

    /** @throws ServiceUnavailableException in an instance that does not lead */
    public static void refuse(Leadership leadership) {
        if (!leadership.isLeader()) {
            throw new ServiceUnavailableException(Response.status(Response.Status.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.RETRY_AFTER, 1)
                    .entity(new Problem(leader(leadership) + "; ask again"))
                    .build());
        }
    }

    /** @throws ServiceUnavailableException in an instance that does not lead, or has not ended a run */
    static void refuse(Leadership leadership, RunService runs) {
        refuse(leadership);
        if (runs.reports().isEmpty()) {
            throw new ServiceUnavailableException(
                    new Problem("no run has ended yet: ask again").as(Response.Status.SERVICE_UNAVAILABLE));
        }
    }

    /** Who leads, in a few words; where this instance cannot get the Lease, why. */
    public static String leader(Leadership leadership) {
        if (leadership.isLeader()) {
            return "this instance leads";
        }
        String leader = leadership
                .leader()
                .map(name -> "another instance leads: " + name)
                .orElse("no instance is known to lead");
        return leadership
                .obstacle()
                .map(why -> "this instance does not lead: " + why)
                .orElse(leader);
    }
}
