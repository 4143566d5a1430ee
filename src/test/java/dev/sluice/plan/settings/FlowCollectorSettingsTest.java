package dev.sluice.plan.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import dev.sluice.render.FlowCollector;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowCollectorSettingsTest {

    private static final String COLLECTOR = "sluice.clusters.demo.flow-collector";

    @Test
    void hasDefaultsForWhatIsLeftOut() {
        assertThat(collector("{ sampling: 50 }"))
                .isEqualTo(new FlowCollector("netobserv", 50, List.of("FlowRTT"), false, "EXT:Google", "Direct"));
    }

    @Test
    void readsEveryKey() {
        assertThat(
                        collector(
                                "{ namespace: flows, sampling: 1, features: [FlowRTT, PacketDrop], privileged: true, label: blocked, deployment-model: Service }"))
                .isEqualTo(new FlowCollector("flows", 1, List.of("FlowRTT", "PacketDrop"), true, "blocked", "Service"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "edge.north"})
    void turnsOffAllFeaturesWhereTheListIsEmptyOnPurpose(String cluster) {
        FlowCollector collector = collector(Configuration.yaml("""
                sluice:
                  git: { url: "https://git.example/fleet.git" }
                  clusters:
                    %s:
                      networks: { machine: 192.168.99.0/24, service: 172.22.0.0/16, pod: 10.132.0.0/14 }
                      flow-collector: { features: [] }
                """.formatted(cluster)));

        assertThat(collector.features()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".namespace        | Flows     | is not a namespace",
                ".sampling         | -1        | is not a whole number from 0",
                ".sampling         | 1/50      | is not a whole number from 0",
                ".features         | FlowRtt   | is not one of PacketDrop, DNSTracking, FlowRTT",
                ".privileged       | yes       | is neither true nor false",
                ".privileged       | flase     | is neither true nor false",
                ".label            | 1st       | is not a label",
                ".label            | EXT Google| is not a label",
                ".deployment-model | Kafka     | is not one of Direct, Service"
            })
    void refusesAWrongValue(String key, String value, String why) {
        assertThat(Configuration.minimal().with(COLLECTOR + key, value).mistakes())
                .singleElement()
                .asString()
                .startsWith(COLLECTOR + key + ": '" + value + "' " + why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PacketDrop", "NetworkEvents", "UDNMapping"})
    void refusesAFeatureThatNeedsAPrivilegedAgent(String feature) {
        Configuration configuration = Configuration.minimal().with(COLLECTOR + ".features", "FlowRTT," + feature);

        assertThat(configuration.mistakes())
                .containsExactly(COLLECTOR + ".features: '" + feature + "' needs privileged: true");
        assertThat(configuration.with(COLLECTOR + ".privileged", "true").mistakes())
                .isEmpty();
    }

    private static FlowCollector collector(String yaml) {
        return collector(
                Configuration.minimal().and("sluice: { clusters: { demo: { flow-collector: " + yaml + " } } }"));
    }

    private static FlowCollector collector(Configuration configuration) {
        return configuration
                .settings()
                .plan()
                .clusters()
                .getFirst()
                .flowCollector()
                .orElseThrow();
    }
}
