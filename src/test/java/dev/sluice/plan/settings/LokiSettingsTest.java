package dev.sluice.plan.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import dev.sluice.render.LokiStack;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LokiSettingsTest {

    private static final String LOKI = "sluice.clusters.demo.loki";

    @Test
    void hasDefaultsForWhatIsLeftOut() {
        assertThat(loki(least()))
                .isEqualTo(new LokiStack(
                        "loki",
                        "netobserv",
                        "1x.demo",
                        "nfs-csi",
                        new LokiStack.StorageSecret("loki-s3", "s3", Optional.empty()),
                        Optional.empty(),
                        LocalDate.of(2022, 6, 1),
                        Map.of(),
                        Optional.empty()));
    }

    @Test
    void readsWhereAnExternalSecretTakesItsValuesFrom() {
        LokiStack loki = loki(least().and("""
                sluice:
                  clusters:
                    demo:
                      loki:
                        secret-type: azure
                        external-secret:
                          store: vault
                          store-kind: SecretStore
                          key: loki/prod
                          properties: { account_name: name, account_key: "" }
                          refresh-interval: 1h30m
                """));

        assertThat(loki.secret())
                .isEqualTo(new LokiStack.StorageSecret(
                        "loki-s3",
                        "azure",
                        Optional.of(new LokiStack.External(
                                "vault",
                                "SecretStore",
                                "loki/prod",
                                Map.of("account_name", "name", "account_key", "account_key"),
                                "1h30m"))));
    }

    @Test
    void asksAnExternalSecretForTheKeysOfS3ByDefault() {
        LokiStack loki = loki(
                least().with(LOKI + ".external-secret.store", "vault").with(LOKI + ".external-secret.key", "loki"));

        assertThat(loki.secret().external())
                .contains(new LokiStack.External(
                        "vault",
                        "ClusterSecretStore",
                        "loki",
                        Map.of(
                                "bucketnames", "bucketnames",
                                "endpoint", "endpoint",
                                "access_key_id", "access_key_id",
                                "access_key_secret", "access_key_secret"),
                        "1h"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"size", "storage-class", "secret"})
    void refusesWhatIsMissing(String key) {
        assertThat(least().with(LOKI + "." + key, "").mistakes()).containsExactly(LOKI + "." + key + ": is blank");
    }

    @Test
    void namesAllThatIsMissingBelowIt() {
        assertThat(least().with(LOKI + ".admin-group.cluster-role", "view")
                        .with(LOKI + ".external-secret.store-kind", "SecretStore")
                        .mistakes())
                .containsExactlyInAnyOrder(
                        LOKI + ".admin-group.name: is missing",
                        LOKI + ".admin-group.users: is missing: with a group without members no user sees the flows",
                        LOKI + ".external-secret.store: is missing",
                        LOKI + ".external-secret.key: is missing");
    }

    @Test
    void givesNoGroupARoleThatIsNotNamed() {
        assertThat(least().with(LOKI + ".admin-group.name", "flow-readers")
                        .with(LOKI + ".admin-group.users", "anna")
                        .mistakes())
                .containsExactly(LOKI + ".admin-group.cluster-role: is missing: name the role that its members get;"
                        + " cluster-admin lets them do everything");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".size                             | 1x.tiny     | is not one of 1x.demo, 1x.pico",
                ".name                             | Loki        | is not a name",
                ".namespace                        | net.observ  | is not a namespace",
                ".storage-class                    | NFS         | is not a name",
                ".secret                           | loki_s3     | is not a name",
                ".secret-type                      | nfs         | is not one of s3, azure",
                ".replication-factor               | two         | is not a whole number from 1 to 9",
                ".replication-factor               | 0           | is not a whole number from 1 to 9",
                ".replicas                         | many        | is not a whole number from 1 to 100",
                ".replicas.ingester                | 0           | is not a whole number from 1 to 100",
                ".schema-date                      | 2026-11-22  | is not a past date such as 2022-06-01",
                ".schema-date                      | 2030-01-01  | is not a past date such as 2022-06-01",
                ".schema-date                      | 01.06.2022  | is not a past date such as 2022-06-01",
                ".schema-date                      | 2022-02-30  | is not a past date such as 2022-06-01",
                ".admin-group.name                 | two words   | is not a name of a subject",
                ".admin-group.users                | /admin      | is not a name of a subject",
                ".admin-group.cluster-role         | two words   | is not a name of a subject",
                ".external-secret.store            | Vault       | is not a name",
                ".external-secret.store-kind       | Vault       | is not one of SecretStore, ClusterSecretStore",
                ".external-secret.refresh-interval | daily       | is not a duration such as 1h"
            })
    void refusesAWrongValue(String key, String value, String why) {
        Configuration whole = least().with(LOKI + ".admin-group.name", "cluster-admin")
                .with(LOKI + ".admin-group.cluster-role", "cluster-admin")
                .with(LOKI + ".admin-group.users", "admin")
                .with(LOKI + ".external-secret.store", "vault")
                .with(LOKI + ".external-secret.key", "loki");

        assertThat(whole.with(LOKI + key, value).mistakes())
                .singleElement()
                .asString()
                .startsWith(LOKI + key + ": '" + value + "' " + why);
    }

    @Test
    void refusesAComponentThatDoesNotExist() {
        assertThat(least().with(LOKI + ".replicas.ingestor", "1").mistakes())
                .singleElement()
                .asString()
                .startsWith(LOKI + ".replicas: 'ingestor' is not one of compactor, distributor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"replicas: { ingester: }", "replicas: { ingester: '' }"})
    void refusesAComponentWithoutNumber(String yaml) {
        assertThat(least().and("sluice: { clusters: { demo: { loki: { " + yaml + " } } } }")
                        .mistakes())
                .singleElement()
                .asString()
                .startsWith(LOKI + ".replicas.ingester: ");
    }

    @Test
    void readsReplicasAsOneNumberForAllThatScale() {
        assertThat(loki(least().with(LOKI + ".replicas", "2")).replicas())
                .isEqualTo(Map.of(
                        "distributor",
                        2,
                        "gateway",
                        2,
                        "indexGateway",
                        2,
                        "ingester",
                        2,
                        "querier",
                        2,
                        "queryFrontend",
                        2));
    }

    @Test
    void readsReplicasByComponent() {
        assertThat(loki(least().and(
                                        "sluice: { clusters: { demo: { loki: { replicas: { ingester: 3, ruler: 1 } } } } }"))
                        .replicas())
                .isEqualTo(Map.of("ingester", 3, "ruler", 1));
    }

    @Test
    void readsADateThatYamlTakesForATimestamp() {
        Configuration unquoted = least().and("sluice: { clusters: { demo: { loki: { schema-date: 2024-04-01 } } } }");

        assertThat(loki(unquoted).schemaDate()).isEqualTo(LocalDate.of(2024, 4, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {".replicas", ".replicas.ingester"})
    void warnsOfFewerIngestersThanCopies(String key) {
        Configuration two = least().with(LOKI + ".replication-factor", "2");

        assertThat(two.with(LOKI + key, "1").warnings())
                .containsExactly(LOKI + ".replicas: 1 ingesters cannot keep 2 copies: writes will fail");
        assertThat(two.with(LOKI + key, "2").warnings()).isEmpty();
        assertThat(two.warnings()).isEmpty();
    }

    @Test
    void readsTheAdminGroup() {
        assertThat(loki(least().and("""
                        sluice: { clusters: { demo: { loki: { admin-group: { name: flows, users: [a, "b@example.org"], cluster-role: reader } } } } }
                        """)).adminGroup())
                .contains(new LokiStack.AdminGroup("flows", List.of("a", "b@example.org"), "reader"));
    }

    private static LokiStack loki(Configuration configuration) {
        return configuration.settings().plan().clusters().getFirst().loki().orElseThrow();
    }

    private static Configuration least() {
        return Configuration.minimal()
                .with(LOKI + ".size", "1x.demo")
                .with(LOKI + ".storage-class", "nfs-csi")
                .with(LOKI + ".secret", "loki-s3");
    }
}
