package dev.sluice.plan.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import dev.sluice.render.Cluster;
import dev.sluice.render.Installation;
import dev.sluice.render.Installation.Approval;
import dev.sluice.render.Operator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorSettingsTest {

    private static final String KEY = "sluice.clusters.demo.operators";

    @Test
    void hasTheCataloguesDefaults() {
        assertThat(cluster(sample()).installation(Operator.LOKI))
                .isEqualTo(new Installation(
                        true, true, "stable-6.4", "redhat-operators", "openshift-marketplace", Approval.AUTOMATIC));
        assertThat(cluster(sample())
                        .installation(Operator.NETWORK_OBSERVABILITY)
                        .channel())
                .isEqualTo("stable");
    }

    @Test
    void readsEveryKey() {
        Cluster cluster = cluster(sample().and("""
                sluice:
                  clusters:
                    demo:
                      operators:
                        loki: { channel: stable-6.5, source: cs-mirror, source-namespace: catalogues, approval: Manual, operator-group: false }
                        network-observability: { manage: false }
                """));

        assertThat(cluster.installation(Operator.LOKI))
                .isEqualTo(new Installation(true, false, "stable-6.5", "cs-mirror", "catalogues", Approval.MANUAL));
        assertThat(cluster.installation(Operator.NETWORK_OBSERVABILITY).isManaged())
                .isFalse();
        assertThat(sample().with(KEY + ".network-observability.manage", "false").warnings())
                .isEmpty();
    }

    @Test
    void refusesAnOperatorThatItDoesNotKnow() {
        assertThat(sample().with(KEY + ".logging.manage", "false").mistakes())
                .containsExactly(KEY + ": 'logging' is not one of loki, network-observability");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "manage | no | 'no' is neither true nor false",
                "operator-group | none | 'none' is neither true nor false",
                "approval | automatic | 'automatic' is neither Automatic nor Manual: write Automatic",
                "channel | stable 6 | 'stable 6' is not a channel such as stable-6.4: letters, digits and -_. between them",
                "source | Red Hat | 'Red Hat' is not a name: lower-case letters, digits, dashes and dots, at most 253",
                "source-namespace | a.b | 'a.b' is not a namespace: lower-case letters, digits and dashes, at most 63",
            })
    void refusesValues(String key, String value, String mistake) {
        assertThat(sample().with(KEY + ".loki." + key, value).mistakes())
                .containsExactly(KEY + ".loki." + key + ": " + mistake);
    }

    @ParameterizedTest
    @ValueSource(strings = {"manage", "channel", "source", "source-namespace", "approval", "operator-group"})
    void refusesABlank(String key) {
        assertThat(sample().with(KEY + ".loki." + key, "").mistakes())
                .containsExactly(KEY + ".loki." + key + ": is blank");
        assertThat(sample().with(KEY + ".loki." + key, "  ").mistakes()).hasSize(1);
    }

    @Test
    void saysWhatHasNoEffect() {
        Configuration noStack = Configuration.minimal().with(KEY + ".loki.channel", "stable-6.5");
        assertThat(noStack.warnings())
                .containsExactly(KEY + ".loki: has no effect: the cluster has no loki, which needs the operator");

        Configuration unmanaged =
                sample().with(KEY + ".loki.manage", "false").with(KEY + ".loki.channel", "stable-6.5");
        assertThat(unmanaged.warnings())
                .containsExactly(
                        KEY + ".loki: is set beside manage: false, under which nothing else of it has an effect");
    }

    private static Configuration sample() {
        return Configuration.sample();
    }

    private static Cluster cluster(Configuration configuration) {
        return configuration.settings().plan().clusters().getFirst();
    }
}
