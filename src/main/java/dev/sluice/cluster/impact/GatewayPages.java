package dev.sluice.cluster.impact;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Collection;
import java.util.stream.Collectors;

/** The external flows of some namespaces, from a gateway. */
final class GatewayPages implements FlowPages {

    private final LokiGateway gateway;
    private final FlowSource source;
    private final String query;

    /** @param namespaces names of Kubernetes, which hold nothing that a pattern could take for its own */
    GatewayPages(LokiGateway gateway, FlowSource source, Collection<String> namespaces) {
        this.gateway = gateway;
        this.source = source;
        this.query = query(namespaces);
    }

    /** External is what goes neither to a namespace nor to a node or service: Loki knows no labels without a value. */
    static String query(Collection<String> namespaces) {
        return namespaces.stream()
                .sorted()
                .collect(Collectors.joining(
                        "|",
                        "{app=\"netobserv-flowcollector\",SrcK8S_Namespace=~\"",
                        "\",DstK8S_Namespace=\"\",DstK8S_Type=\"\"}"));
    }

    @Override
    public InputStream latest(long start, long end, int limit) throws IOException {
        try {
            return gateway.queryRange("Bearer " + token(), query, start, end, limit, "backward");
        } catch (WebApplicationException e) {
            throw new IOException(refusal(e.getResponse().getStatus()), e);
        } catch (ProcessingException e) {
            throw new IOException("Loki at " + source.gateway() + " does not answer: " + rootCause(e), e);
        }
    }

    private String token() throws IOException {
        try {
            String token = Files.readString(source.token()).strip();
            if (token.isEmpty() || token.chars().anyMatch(Character::isISOControl)) {
                throw new IOException("the file " + source.token() + " holds no token for Loki");
            }
            return token;
        } catch (IOException e) {
            throw new IOException("cannot read the token for Loki in " + source.token(), e);
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

    private static String rootCause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
