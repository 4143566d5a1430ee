package dev.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a kubeconfig file makes of a client: which credentials the API meets, and what is said where there are none. */
class KubeconfigTest {

    private static final String SECRET = "not-to-be-told";

    @TempDir
    Path folder;

    private final ApiServer server = new ApiServer();
    private final Access access = server.access();

    @AfterEach
    void close() {
        access.close();
        server.close();
    }

    @Test
    void sendsTheTokenOfATokenFile() throws IOException {
        write("token", "first\n");
        Path file = kubeconfig("tokenFile: " + folder.resolve("token"));

        assertThat(authorization(file)).isEqualTo("Bearer first");
    }

    @Test
    void readsATokenFileRelativeToTheKubeconfig() throws IOException {
        Files.createDirectory(folder.resolve("auth"));
        write("auth/token", "near");

        assertThat(authorization(kubeconfig("tokenFile: auth/token"))).isEqualTo("Bearer near");
    }

    @Test
    void sendsARenewedTokenWithoutAnewClient() throws IOException {
        // Given
        write("token", "first");
        Path file = kubeconfig("tokenFile: token");
        authorization(file);
        KubernetesClient client = access.of(file);

        // When
        write("token", "other");

        // Then
        assertThat(authorization(file)).isEqualTo("Bearer other");
        assertThat(access.of(file)).isSameAs(client);
    }

    @Test
    void keepsTheLastTokenWhileItsFileIsWrittenAnew() throws IOException {
        write("token", "first");
        Path file = kubeconfig("tokenFile: token");
        authorization(file);

        write("token", "");
        assertThat(authorization(file)).isEqualTo("Bearer first");
        Files.delete(folder.resolve("token"));
        assertThat(authorization(file)).isEqualTo("Bearer first");
    }

    @Test
    void prefersTheTokenFileToTheToken() throws IOException {
        Path file = kubeconfig("token: spare, tokenFile: token");
        assertThat(authorization(file)).isEqualTo("Bearer spare");

        write("token", "first");
        assertThat(authorization(file)).isEqualTo("Bearer first");
    }

    @Test
    void sendsATokenAndAPassword() throws IOException {
        assertThat(authorization(kubeconfig("token: plain"))).isEqualTo("Bearer plain");
        assertThat(authorization(kubeconfig("username: anna, password: pass"))).startsWith("Basic ");
    }

    @Test
    void sendsWhatAnExecPluginGives() throws IOException {
        plugin("""
                {"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"given"}}""");

        assertThat(authorization(kubeconfig(exec("./plugin")))).isEqualTo("Bearer given");
    }

    @Test
    void saysWhenAnExecPluginGivesNothing() throws IOException {
        plugin("""
                {"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{}}""");

        assertThat(refusal(exec("./plugin")))
                .endsWith("cannot be used: its exec plugin './plugin' gave no credentials");
    }

    @Test
    void takesAClientCertificateFromFilesBesideIt() throws Exception {
        write("client.crt", "certificate");
        write("client.key", "-----BEGIN RSA PRIVATE KEY-----\n");
        Path file = kubeconfig("client-certificate: client.crt, client-key: client.key");

        Config config = Kubeconfig.read(file).config();

        assertThat(config.getClientCertFile())
                .isEqualTo(folder.resolve("client.crt").toString());
        assertThat(config.getClientKeyFile())
                .isEqualTo(folder.resolve("client.key").toString());
    }

    @Test
    void isReadAgainWhereACertificateWasRenewed() throws Exception {
        write("client.crt", "certificate");
        write("client.key", "key");
        write("ca.crt", "authority");
        Path file =
                kubeconfig("client-certificate: client.crt, client-key: client.key", "certificate-authority: ca.crt");
        for (String name : new String[] {"client.crt", "client.key", "ca.crt", "kubeconfig"}) {
            Kubeconfig read = Kubeconfig.read(file);
            assertThat(read.isCurrent()).isTrue();

            Path renewed = write("renewed", Files.readString(folder.resolve(name)));
            Files.setLastModifiedTime(renewed, Files.getLastModifiedTime(folder.resolve(name)));
            Files.move(renewed, folder.resolve(name), java.nio.file.StandardCopyOption.REPLACE_EXISTING);

            assertThat(read.isCurrent()).as(name).isFalse();
        }
    }

    @Test
    void goesThroughItsProxyToAnApiThatSpeaksHttps() throws IOException {
        write("kubeconfig", """
                apiVersion: v1
                kind: Config
                clusters: [{ name: c, cluster: { server: "https://api.example:6443", proxy-url: "http://proxy.example:3128" } }]
                users: [{ name: u, user: { token: plain } }]
                contexts: [{ name: x, context: { cluster: c, user: u } }]
                current-context: x
                """);

        assertThat(Kubeconfig.read(folder.resolve("kubeconfig")).config().getHttpsProxy())
                .isEqualTo("http://proxy.example:3128");
    }

    @Test
    void actsAsWhomItNames() throws IOException {
        Path file = kubeconfig("token: plain, as: viewer, as-groups: [readers]");

        Config config = Kubeconfig.read(file).config();

        assertThat(config.getImpersonateUsername()).isEqualTo("viewer");
        assertThat(config.getImpersonateGroups()).containsExactly("readers");
    }

    @Test
    void refusesAUserWithoutCredentials() throws IOException {
        assertThat(refusal(""))
                .isEqualTo(
                        "the kubeconfig file " + folder.resolve("kubeconfig") + " cannot be used: it has no credentials"
                                + " for user 'u': give a token, a tokenFile, a client-certificate with its client-key, or an exec"
                                + " plugin");
        assertThat(refusal("token: ''")).contains("it has no credentials");
        assertThat(refusal("auth-provider: { name: gcp }")).contains("it has no credentials");
        assertThat(refusal("username: anna")).contains("it has no credentials");
    }

    @Test
    @Timeout(20)
    void doesNotWaitForPipes() throws Exception {
        pipe("token");
        assertThat(refusal("tokenFile: token")).contains("holds no token, or cannot be read");
        pipe("pipe.crt");
        assertThat(refusal("client-certificate: pipe.crt, client-key: none.key"))
                .endsWith("it names the file " + folder.resolve("pipe.crt") + ", which cannot be read");
        Files.delete(folder.resolve("kubeconfig"));
        pipe("kubeconfig");
        assertThat(reason()).contains("kubeconfig file " + folder.resolve("kubeconfig"), "a pipe, socket or device");
    }

    private void pipe(String name) throws Exception {
        Process process = new ProcessBuilder("mkfifo", folder.resolve(name).toString()).start();
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void refusesFilesThatCannotBeRead() throws IOException {
        assertThat(refusal("tokenFile: token"))
                .endsWith("its tokenFile " + folder.resolve("token") + " holds no token, or cannot be read");
        write("token", " \n");
        assertThat(refusal("tokenFile: token")).contains("holds no token");
        assertThat(refusal("client-certificate: none.crt, client-key: none.key"))
                .endsWith("it names the file " + folder.resolve("none.crt") + ", which cannot be read");
        write("client.crt", "certificate");
        assertThat(refusal("client-certificate: client.crt")).contains("without the other");
    }

    @Test
    void refusesAKubeconfigThatLeadsNowhere() throws IOException {
        write("kubeconfig", "apiVersion: v1\nkind: Config\n");
        assertThat(reason()).endsWith("it has no current-context");
        write("kubeconfig", "current-context: x\n");
        assertThat(reason()).endsWith("its current-context 'x' is not among its contexts");
        write("kubeconfig", "current-context: x\ncontexts: [{ name: x, context: { cluster: c, user: u } }]\n");
        assertThat(reason()).endsWith("it has no server for cluster 'c'");
        write("kubeconfig", """
                current-context: x
                contexts: [{ name: x, context: { cluster: c, user: u } }]
                clusters: [{ name: c, cluster: { server: "https://api.example" } }]
                """);
        assertThat(reason()).endsWith("its user 'u' is not among its users");
    }

    @Test
    void tellsNoSecret() throws IOException {
        write("token", SECRET);
        write("kubeconfig", "users: [{ name: u, user: { token: " + SECRET + " }");

        assertThat(reason()).doesNotContain(SECRET).contains("cannot be read");
        assertThat(new TokenFile(folder.resolve("token"), Optional.of(SECRET)).toString())
                .doesNotContain(SECRET);
    }

    private static String exec(String command) {
        return "exec: { apiVersion: client.authentication.k8s.io/v1, command: " + command
                + ", interactiveMode: Never }";
    }

    private void plugin(String answer) throws IOException {
        Path plugin = write("plugin", "#!/bin/sh\ncat <<'END'\n" + answer + "\nEND\n");
        Files.setPosixFilePermissions(plugin, PosixFilePermissions.fromString("rwx------"));
    }

    private Path kubeconfig(String user) throws IOException {
        return kubeconfig(user, "");
    }

    private Path kubeconfig(String user, String cluster) throws IOException {
        return write("kubeconfig", """
                apiVersion: v1
                kind: Config
                clusters: [{ name: c, cluster: { server: "%s"%s } }]
                users: [{ name: u, user: { %s } }]
                contexts: [{ name: x, context: { cluster: c, user: u } }]
                current-context: x
                """.formatted(
                        server.config().getMasterUrl(), cluster.isEmpty() ? "" : ", " + cluster, user));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private String refusal(String user) throws IOException {
        kubeconfig(user);
        return reason();
    }

    private String reason() {
        String[] reason = new String[1];
        assertThatThrownBy(() -> access.of(folder.resolve("kubeconfig")))
                .isInstanceOfSatisfying(ApiException.class, refused -> reason[0] = refused.getMessage());
        return reason[0];
    }

    /** What the API met in the header Authorization. */
    private String authorization(Path file) {
        access.ask(Optional.of(file), "nodes", client -> client.nodes().list());
        return server.authorization();
    }
}
