package dev.sluice.cluster.impact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.cluster.impact.PrometheusAnswer.MetricSample;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusAnswerTest {

    @Test
    void readsAVectorWithWhatIsRemarked() throws IOException {
        PrometheusAnswer answer = read("""
                {"status":"success","isPartial":true,"data":{"resultType":"vector","result":[
                  {"metric":{"SrcK8S_Namespace":"bank","DstSubnetLabel":"EXT:Google"},"value":[1767225600.781,"1234.5"]},
                  {"metric":{},"value":[1767225600,"1e+06"]},
                  {"metric":{"a":"b"},"value":[1767225600,"NaN"]},
                  {"metric":{"a":"c"},"value":[1767225600,"+Inf"]}],"analysis":{}},
                 "warnings":["a store is away\\n!"],"infos":["PromQL info: metric might not be a counter"]}""");

        assertThat(answer.samples())
                .containsExactly(
                        new MetricSample(Map.of("SrcK8S_Namespace", "bank", "DstSubnetLabel", "EXT:Google"), 1234.5),
                        new MetricSample(Map.of(), 1_000_000));
        assertThat(answer.notes()).containsExactly("a store is away !", "PromQL info: metric might not be a counter");
        assertThat(answer.error()).isEmpty();
    }

    @Test
    void readsARefusal() throws IOException {
        PrometheusAnswer answer =
                read("{\"status\":\"error\",\"data\":null,\"errorType\":\"bad_data\",\"error\":\"parse error\"}");

        assertThat(answer.error()).isEqualTo("bad_data: parse error");
        assertThat(answer.samples()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "{}",
                "{\"status\":\"fine\"}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":{}}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[1]}]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{}"
            })
    void refusesWhatIsNoAnswer(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
    }

    @Test
    void asksForExternalTrafficByWorkloadAndLabel() {
        FlowSource source = new FlowSource(
                FlowSource.FlowStore.PROMETHEUS,
                "demo",
                URI.create("http://thanos"),
                Path.of("token"),
                Optional.empty(),
                Optional.of("a\"b"));

        assertThat(WorkloadMetrics.sum(source, List.of("shop", "bank"), Duration.ofDays(1)))
                .isEqualTo("sum by (SrcK8S_Namespace,SrcK8S_OwnerName,DstSubnetLabel)"
                        + " (increase(netobserv_workload_egress_bytes_total{SrcK8S_Namespace=~\"bank|shop\","
                        + "DstK8S_Namespace=\"\",DstK8S_Type=\"\",DstSubnetLabel!~\"Pods|Services|Machines\","
                        + "K8S_ClusterName=\"a\\\"b\"}[86400s])) > 0");
    }

    private static PrometheusAnswer read(String text) throws IOException {
        return PrometheusAnswer.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
