package dev.sluice.cluster.impact;

import dev.sluice.text.ConnectionFailure;
import dev.sluice.text.OutsideText;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The external flows of some namespaces, from a gateway. */
final class GatewayPages implements PagedFlows, AutoCloseable {

    private final Supplier<LokiGateway> client;
    private final FlowSource source;
    private final Retry retry;
    private final String query;
    private @Nullable LokiGateway gateway;

    /**
     * Opens its client at the first question.
     *
     * @param namespaces names of Kubernetes, which hold nothing that a pattern could take for its own
     */
    GatewayPages(Supplier<LokiGateway> client, FlowSource source, Retry retry, Collection<String> namespaces) {
        this.client = client;
        this.source = source;
        this.retry = retry;
        this.query = query(source, namespaces);
    }

    /** External is what goes neither to a namespace nor to a node or service: Loki knows no labels without a value. */
    static String query(FlowSource source, Collection<String> namespaces) {
        String cluster = source.clusterName()
                .map(name -> ",K8S_ClusterName=\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .orElse("");
        return namespaces.stream()
                .sorted()
                .collect(Collectors.joining(
                        "|",
                        "{app=\"netobserv-flowcollector\",SrcK8S_Namespace=~\"",
                        "\",DstK8S_Namespace=\"\",DstK8S_Type=\"\"" + cluster + "}"));
    }

    @Override
    public InputStream latest(long start, long end, int limit) throws IOException {
        String bearer = BearerToken.header(source);
        try {
            return retry.ask(() -> gateway().queryRange(bearer, query, start, end, limit, "backward"));
        } catch (WebApplicationException e) {
            throw new IOException(refusal(e.getResponse().getStatus()), e);
        } catch (ProcessingException e) {
            throw new IOException("Loki at " + source.gateway() + " does not answer: " + why(e), e);
        }
    }

    private LokiGateway gateway() {
        if (gateway == null) {
            gateway = client.get();
        }
        return gateway;
    }

    @Override
    public void close() {
        if (gateway != null) {
            gateway.close();
        }
    }

    private String refusal(int status) {
        String advice =
                switch (status) {
                    case 400 -> ": is sluice.impact.page-size or window above its limits?";
                    case 401 -> ": the token in " + source.token() + " is not known";
                    case 403 -> ": bind its ClusterRole netobserv-loki-reader to the bearer of " + source.token();
                    case 404 -> ": is that the gateway of the LokiStack that keeps flows?";
                    case 429 -> ": it is asked too much";
                    default -> "";
                };
        return "Loki at " + source.gateway() + " answers " + status + advice;
    }

    private String why(Throwable e) {
        return ConnectionFailure.words(e, source.gateway(), "that the LokiStack's gateway is there")
                .orElseGet(() -> OutsideText.rootCause(e));
    }
}
