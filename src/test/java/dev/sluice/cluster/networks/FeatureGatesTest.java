package dev.sluice.cluster.networks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.Answer;
import dev.sluice.cluster.ApiServer;
import dev.sluice.cluster.Call;
import dev.sluice.cluster.ClusterConnection;
import dev.sluice.cluster.NetworkObjects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureGatesTest {

    private static final ClusterConnection DEMO =
            new ClusterConnection("demo", Optional.empty(), Optional.empty(), true, Optional.empty());

    private final ApiServer server = new ApiServer();
    private final Access access = server.access();
    private final FeatureGates gates = new FeatureGates(access);

    @AfterEach
    void close() {
        access.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{ version: 4.20.1, enabled: [{ name: AdminNetworkPolicy }, { name: DNSNameResolver }] }]  | true",
                "[{ version: 4.20.1, enabled: [{ name: AdminNetworkPolicy }], disabled: [{ name: DNSNameResolver }] }] | false",
                "[{ version: 4.20.1, enabled: [{ name: DNSNameResolver }] }, { version: 4.21.0 }]  | false",
                "[{ version: 4.20.1, disabled: [{ name: DNSNameResolver }] }, { version: 4.21.0, enabled: [{ name: DNSNameResolver }] }] | false",
                "[]  | false"
            })
    void readsWhetherEveryVersionHasItOn(String status, boolean on) {
        server.put(NetworkObjects.featureGates(status));

        assertThat(gates.isOn(DEMO, FeatureGates.DNS_NAME_RESOLVER)).isEqualTo(new Answer.Found<>(on));
        assertThat(server.calls()).containsExactly(Call.GET_FEATURE_GATE);
    }

    @Test
    void saysWhereThereIsNone() {
        assertThat(gates.isOn(DEMO, FeatureGates.DNS_NAME_RESOLVER)).isEqualTo(new Answer.Absent<>());
    }

    @Test
    void saysWhyItCannotBeSeen() {
        server.refuse("/featuregates", 403);

        assertThat(gates.isOn(DEMO, FeatureGates.DNS_NAME_RESOLVER).unseen())
                .hasValueSatisfying(reason ->
                        assertThat(reason).startsWith("FeatureGate cluster of config.openshift.io: not allowed (403)"));
    }
}
