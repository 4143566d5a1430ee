package dev.sluice.cluster.impact;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;

/** The gateway of a LokiStack, for the tenant that holds flows. */
@Path("/api/logs/v1/network/loki/api/v1")
public interface LokiGateway extends AutoCloseable {

    /**
     * Lines of a range of time.
     *
     * @param authorization {@code Bearer} and a token
     * @param start nanoseconds since 1970, inclusive
     * @param end nanoseconds since 1970, exclusive
     * @param direction backward for the latest lines, forward for the earliest
     */
    @GET
    @Path("query_range")
    InputStream queryRange(
            @HeaderParam("Authorization") String authorization,
            @QueryParam("query") String query,
            @QueryParam("start") long start,
            @QueryParam("end") long end,
            @QueryParam("limit") int limit,
            @QueryParam("direction") String direction);

    @Override
    void close();
}
