package dev.sluice.cluster.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.ApiServer;
import dev.sluice.cluster.Call;
import dev.sluice.cluster.storage.StorageFinding.StorageState;
import dev.sluice.proxy.ForwardProxy;
import dev.sluice.proxy.Proxies;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageCheckTest {

    private static final StorageTarget TARGET =
            new StorageTarget("demo", "netobserv", "loki-s3", Optional.empty(), false, Optional.empty());

    private static S3Server s3;
    private static String endpoint;

    private final ApiServer api = new ApiServer();
    private final Access access = api.access();
    private final StorageCheck check = new StorageCheck(access, name -> Optional.empty(), Duration.ofSeconds(10));

    @BeforeAll
    static void startStorage() throws Exception {
        s3 = new S3Server();
        endpoint = s3.endpoint();
        create("flows");
    }

    @AfterAll
    static void stopStorage() throws Exception {
        s3.close();
    }

    @AfterEach
    void close() {
        access.close();
        api.close();
    }

    @Test
    void findsTheStorageOfASecret() {
        store(keys());

        StorageFinding finding = check.look(TARGET);

        assertThat(finding).isEqualTo(new StorageFinding("demo", StorageState.READY, "buckets flows at " + endpoint));
        assertThat(api.calls()).containsExactly(Call.GET_STORAGE_SECRET);
    }

    @Test
    void saysWhichBucketIsMissing() {
        store(with("bucketnames", "flows, more"));

        StorageFinding finding = check.look(TARGET);

        assertThat(finding.state()).isEqualTo(StorageState.MISSING);
        assertThat(finding.message())
                .isEqualTo("no bucket more at " + endpoint + ": create it, or set loki.create-bucket");
        assertThat(exists("more")).isFalse();
    }

    @Test
    void createsAMissingBucketWhereItMay() {
        store(with("bucketnames", "flows,made"));

        StorageFinding finding = check.look(creating());
        StorageFinding again = check.look(creating());

        assertThat(finding.state()).isEqualTo(StorageState.READY);
        assertThat(finding.message()).endsWith(", created just now: made");
        assertThat(again.message()).isEqualTo("buckets flows, made at " + endpoint);
        assertThat(exists("made")).isTrue();
    }

    @Test
    void namesTheKeysThatASecretLacks() {
        Map<String, String> keys = with("endpoint", " ");
        keys.remove("access_key_secret");
        store(keys);

        assertThat(check.look(TARGET))
                .isEqualTo(new StorageFinding(
                        "demo",
                        StorageState.MISSING,
                        "the Secret netobserv/loki-s3 lacks access_key_secret, endpoint"));
    }

    @Test
    void refusesAnEndpointWithoutRepeatingIt() {
        store(with("endpoint", "http://loki:" + S3Server.SECRET + "@s3.example/flows"));

        StorageFinding finding = check.look(TARGET);

        assertThat(finding.state()).isEqualTo(StorageState.MISSING);
        assertThat(finding.message()).contains("has an endpoint that is not").doesNotContain(S3Server.SECRET);
    }

    @Test
    void saysThatCredentialsAreRefused() {
        store(with("access_key_secret", "another-s3cr3t"));

        StorageFinding finding = check.look(creating());

        assertThat(finding.state()).isEqualTo(StorageState.MISSING);
        assertThat(finding.message()).contains("the credentials are refused").doesNotContain("another-s3cr3t");
    }

    @Test
    void saysThatTheEndpointDoesNotAnswer() {
        store(with("endpoint", "http://127.0.0.1:1"));

        StorageFinding finding = check.look(TARGET);

        assertThat(finding.state()).isEqualTo(StorageState.UNSEEN);
        assertThat(finding.message())
                .isEqualTo(
                        "the storage at http://127.0.0.1:1 does not answer: cannot connect to 127.0.0.1:1: the connection is"
                                + " refused; check the endpoint in the Secret " + secret()
                                + " and that it listens on this port and no firewall or NetworkPolicy rejects it");
    }

    @Test
    void saysThatTheEndpointHasNoAddress() {
        store(with("endpoint", "https://nowhere.invalid"));

        assertThat(check.look(TARGET).message())
                .contains(
                        "does not answer: cannot connect to nowhere.invalid:443: the name cannot be resolved; check the"
                                + " endpoint in the Secret ");
    }

    private static String secret() {
        return TARGET.namespace() + "/" + TARGET.secret();
    }

    @Test
    void saysThatTheSecretIsNotThere() {
        assertThat(check.look(TARGET))
                .isEqualTo(new StorageFinding(
                        "demo",
                        StorageState.MISSING,
                        "the Secret netobserv/loki-s3 does not exist: the LokiStack will not start without it"));
    }

    @Test
    void saysThatTheSecretCannotBeSeen() {
        api.refuse("secrets", 403);

        StorageFinding finding = check.look(TARGET);

        assertThat(finding.state()).isEqualTo(StorageState.UNSEEN);
        assertThat(finding.message()).startsWith("the Secret netobserv/loki-s3: not allowed (403)");
    }

    @Test
    void readsAMountedSecretWithoutAskingTheApi(@TempDir Path folder) throws IOException {
        for (Map.Entry<String, String> key : keys().entrySet()) {
            Files.writeString(folder.resolve(key.getKey()), key.getValue() + "\n");
        }

        StorageFinding finding = check.look(
                new StorageTarget("demo", "netobserv", "loki-s3", Optional.of(folder), false, Optional.empty()));

        assertThat(finding.state()).isEqualTo(StorageState.READY);
        assertThat(api.requests()).isZero();
    }

    @Test
    void showsNoCredentials() {
        assertThat(ObjectStorage.of(keys()).toString())
                .doesNotContain(S3Server.SECRET)
                .doesNotContain(S3Server.ID);
    }

    @Test
    void reachesTheStorageThroughAProxyThatAsksForAPassword() throws Exception {
        store(with("endpoint", endpoint.replace("127.0.0.1", "s3.sluice.example")));
        try (ForwardProxy proxy = ForwardProxy.guarded()) {
            StorageCheck behind =
                    new StorageCheck(access, name -> Optional.empty(), proxy.proxies(), Duration.ofSeconds(10));

            assertThat(behind.look(TARGET).state()).isEqualTo(StorageState.READY);
            assertThat(proxy.passed()).isNotEmpty();
        }
    }

    @Test
    void saysThatTheProxyBeforeTheStorageAsksForAPassword() throws Exception {
        store(with("endpoint", "https://s3.sluice.example"));
        try (ForwardProxy proxy = ForwardProxy.guarded()) {
            Proxies proxies = ForwardProxy.proxies(Map.of("HTTPS_PROXY", proxy.url()));
            StorageCheck behind = new StorageCheck(access, name -> Optional.empty(), proxies, Duration.ofSeconds(10));

            assertThat(behind.look(TARGET).message())
                    .endsWith("asks for a user and a password: put them into HTTPS_PROXY");
        }
    }

    private static void create(String bucket) {
        try (Buckets buckets = buckets()) {
            buckets.create(bucket);
        }
    }

    private static boolean exists(String bucket) {
        try (Buckets buckets = buckets()) {
            return buckets.exists(bucket);
        }
    }

    private static Buckets buckets() {
        return new Buckets(ObjectStorage.of(keys()), Optional.empty(), Proxies.NONE, Duration.ofSeconds(10));
    }

    private static StorageTarget creating() {
        return new StorageTarget("demo", "netobserv", "loki-s3", Optional.empty(), true, Optional.empty());
    }

    private static Map<String, String> with(String key, String value) {
        Map<String, String> keys = keys();
        keys.put(key, value);
        return keys;
    }

    private static Map<String, String> keys() {
        return new HashMap<>(Map.of(
                "bucketnames",
                "flows",
                "endpoint",
                endpoint,
                "access_key_id",
                S3Server.ID,
                "access_key_secret",
                S3Server.SECRET));
    }

    private void store(Map<String, String> keys) {
        api.put(new SecretBuilder()
                .withNewMetadata()
                .withName("loki-s3")
                .withNamespace("netobserv")
                .endMetadata()
                .withData(
                        keys.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, key -> Base64.getEncoder()
                                .encodeToString(key.getValue().getBytes(StandardCharsets.UTF_8)))))
                .build());
    }
}
