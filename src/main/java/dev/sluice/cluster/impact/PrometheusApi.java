package dev.sluice.cluster.impact;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;

/**
 * What answers queries as Prometheus does, such as the Thanos querier of a cluster.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries">Prometheus HTTP API</a>
 */
@Path("/api/v1")
public interface PrometheusApi extends AutoCloseable {

    /**
     * Evaluates an expression at one time.
     *
     * @param authorization {@code Bearer} and a token
     * @param time RFC 3339
     * @param timeout how long the evaluation may take, as a duration such as {@code 20s}
     */
    @GET
    @Path("query")
    InputStream query(
            @HeaderParam("Authorization") String authorization,
            @QueryParam("query") String expression,
            @QueryParam("time") String time,
            @QueryParam("timeout") String timeout);

    @Override
    void close();
}
