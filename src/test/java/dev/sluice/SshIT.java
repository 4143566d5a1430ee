package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.BareRepository;
import dev.sluice.gitops.GitSshServer;
import dev.sluice.gitops.Signatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys in the packaged program: a native one has only the algorithms that it was built with. */
class SshIT {

    @TempDir
    Path folder;

    private BareRepository repository;
    private Signatures signatures;

    @BeforeEach
    void createRepository() throws IOException {
        repository = BareRepository.create(folder.resolve("fleet.git"));
        signatures = new Signatures(repository, folder);
    }

    @AfterEach
    void endAgent() throws Exception {
        signatures.close();
    }

    @ParameterizedTest
    @EnumSource
    void pushesOverSshWhatItSignsWithTheSameKindOfKey(GitSshServer.KeyType type) throws Exception {
        // Given
        Path key = signatures.sshKey(type.name().toLowerCase(Locale.ROOT), "");

        try (GitSshServer server = GitSshServer.start(repository, folder, type).withCurve25519Alone()) {
            // When
            OneShot.Result result = run(server, key);

            // Then
            assertThat(result.exit()).as(result.out() + result.err()).isZero();
            assertThat(signatures.verifySsh(key).said()).contains("Good \"git\" signature for sluice@example.com");
        }
    }

    @Test
    void exchangesKeysAsModernServersDoAndSignsWithOpenPgp() throws Exception {
        // Given
        Path key = signatures.openPgpKey("");

        try (GitSshServer server = GitSshServer.start(repository, folder)) {
            // When
            OneShot.Result result = run(server, key);

            // Then
            assertThat(result.exit()).as(result.out() + result.err()).isZero();
            assertThat(signatures.verifyOpenPgp().said()).contains("Good signature from");
        }
    }

    @Test
    void signsWithAKeyThatHasAPassphrase() throws Exception {
        // Given
        String passphrase = "s3cr3t-phr4se";
        Path key = signatures.sshKey("ed25519", passphrase);

        try (GitSshServer server = GitSshServer.start(repository, folder)) {
            // When
            OneShot.Result result = run(
                    server,
                    key,
                    "passphrase-file: " + Files.writeString(folder.resolve("passphrase"), passphrase + "\n"));

            // Then
            assertThat(result.exit()).as(result.out() + result.err()).isZero();
            assertThat(signatures.verifySsh(key).exit()).isZero();
            assertThat(result.out() + result.err()).doesNotContain(passphrase);
        }
    }

    private OneShot.Result run(GitSshServer server, Path signingKey, String... signing) throws Exception {
        Files.setPosixFilePermissions(signingKey, PosixFilePermissions.fromString("rw-------"));
        Feeds feeds = new Feeds(folder).publish(System.currentTimeMillis(), Feeds.GOOG, Feeds.CLOUD);
        return new OneShot(folder)
                .configured("sluice:\n" + feeds.yaml()
                        + """
                          clusters:
                            demo:
                              networks: { machine: 192.168.99.0/24, service: 172.22.0.0/16, pod: 10.132.0.0/14 }
                              egress-firewalls: [{ namespace: llm-demo }]
                          git:
                            url: "%s"
                            ssh: { key-file: %s, known-hosts-file: %s }
                            signing: { key-file: %s%s }
                        """.formatted(
                                        server.url(),
                                        server.keyFile(),
                                        server.knownHosts(),
                                        signingKey,
                                        signing.length == 0 ? "" : ", " + signing[0]))
                .run("--once");
    }
}
