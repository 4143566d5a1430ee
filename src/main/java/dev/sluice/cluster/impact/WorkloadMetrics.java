package dev.sluice.cluster.impact;

import dev.sluice.cluster.impact.PrometheusAnswer.MetricSample;
import dev.sluice.policy.Impact.Grouped;
import dev.sluice.text.ConnectionFailure;
import dev.sluice.text.OutsideText;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/**
 * The external traffic of workloads as Network Observability counts it for Prometheus: by workload and by the label of the
 * subnet that it went to, without addresses.
 *
 * @see <a href="https://github.com/netobserv/network-observability-operator/blob/main/docs/Metrics.md">Metrics in the
 *     NetObserv Operator</a>
 */
final class WorkloadMetrics {

    private static final String METRIC = "netobserv_workload_egress_bytes_total";

    /** Labels that OpenShift's own networks bear. */
    private static final String INTERNAL = "Pods|Services|Machines";

    /** This many namespaces of 63 letters fit into the first line of a request. */
    private static final int NAMESPACES = 50;

    private static final int LONGEST_NAME = 253;

    private final PrometheusApi api;
    private final FlowSource source;
    private final Deadline deadline;
    private final Retry retry;

    WorkloadMetrics(PrometheusApi api, FlowSource source, Deadline deadline, Retry retry) {
        this.api = api;
        this.source = source;
        this.deadline = deadline;
        this.retry = retry;
    }

    /**
     * What was counted.
     *
     * @param notes what Prometheus says of its answers
     */
    record CountedTraffic(List<Grouped> traffic, List<String> notes) {}

    static final CountedTraffic NOTHING = new CountedTraffic(List.of(), List.of());

    /**
     * Asks for the traffic of some namespaces.
     *
     * @param window whole seconds, until now
     * @throws IOException saying why nothing is known
     */
    CountedTraffic read(List<String> namespaces, Duration window, Instant now) throws IOException {
        List<Grouped> traffic = new ArrayList<>();
        SequencedSet<String> notes = new LinkedHashSet<>();
        for (int start = 0; start < namespaces.size(); start += NAMESPACES) {
            List<String> part = namespaces.subList(start, Math.min(namespaces.size(), start + NAMESPACES));
            PrometheusAnswer answer = ask(sum(source, part, window), now);
            answer.samples().stream().map(WorkloadMetrics::grouped).forEach(traffic::add);
            notes.addAll(answer.notes());
        }
        if (traffic.isEmpty() && ask("count(" + METRIC + ")", now).samples().isEmpty()) {
            throw new IOException("Prometheus at " + source.gateway() + " keeps no " + METRIC
                    + ": the FlowCollector's spec.processor.metrics.includeList decides which metrics there are");
        }
        return new CountedTraffic(traffic, List.copyOf(notes));
    }

    /** External is what goes to no object of Kubernetes; a label that is not there is empty. */
    static String sum(FlowSource source, List<String> namespaces, Duration window) {
        String names = namespaces.stream().sorted().collect(Collectors.joining("|"));
        String cluster = source.clusterName()
                .map(name -> ",K8S_ClusterName=\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .orElse("");
        return "sum by (SrcK8S_Namespace,SrcK8S_OwnerName,DstSubnetLabel) (increase(" + METRIC
                + "{SrcK8S_Namespace=~\"" + names + "\",DstK8S_Namespace=\"\",DstK8S_Type=\"\",DstSubnetLabel!~\""
                + INTERNAL + "\"" + cluster + "}[" + window.toSeconds() + "s])) > 0";
    }

    private static Grouped grouped(MetricSample sample) {
        return new Grouped(
                name(sample, "SrcK8S_Namespace"),
                name(sample, "SrcK8S_OwnerName"),
                name(sample, "DstSubnetLabel"),
                Math.round(sample.value()));
    }

    private static String name(MetricSample sample, String label) {
        return OutsideText.line(sample.labels().getOrDefault(label, ""), LONGEST_NAME);
    }

    private PrometheusAnswer ask(String expression, Instant now) throws IOException {
        String bearer = BearerToken.header(source);
        try {
            String timeout = Math.max(1, deadline.left().toSeconds()) + "s";
            try (InputStream body = retry.ask(() -> api.query(bearer, expression, now.toString(), timeout))) {
                PrometheusAnswer answer = PrometheusAnswer.read(body);
                if (!answer.error().isEmpty()) {
                    throw new IOException("Prometheus at " + source.gateway() + " refuses: " + answer.error());
                }
                return answer;
            }
        } catch (WebApplicationException e) {
            throw new IOException(refusal(e.getResponse()), e);
        } catch (ProcessingException e) {
            throw new IOException(
                    "Prometheus at " + source.gateway() + " does not answer: "
                            + ConnectionFailure.words(
                                            e, source.gateway(), "that Prometheus or a Thanos querier is there")
                                    .orElseGet(() -> OutsideText.rootCause(e)),
                    e);
        }
    }

    private String refusal(Response response) {
        String advice =
                switch (response.getStatus()) {
                    case 401 -> ": the token in " + source.token() + " is not known";
                    case 403 -> ": bind the ClusterRole cluster-monitoring-view to the bearer of " + source.token();
                    case 404 -> ": is that the address of Prometheus or of a Thanos querier?";
                    case 429 -> ": it is asked too much";
                    default -> error(response);
                };
        return "Prometheus at " + source.gateway() + " answers " + response.getStatus() + advice;
    }

    /** Prometheus says in its own format why it cannot evaluate an expression; a proxy before it does not. */
    private static String error(Response response) {
        try {
            String body = response.readEntity(String.class);
            String error = PrometheusAnswer.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))
                    .error();
            return error.isEmpty() ? "" : ": " + error;
        } catch (IOException | RuntimeException e) {
            return "";
        }
    }
}
