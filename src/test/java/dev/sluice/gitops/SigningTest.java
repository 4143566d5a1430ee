package dev.sluice.gitops;

import static dev.sluice.gitops.Publishing.CONNECTIONS;
import static dev.sluice.gitops.Publishing.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What git itself says about signatures; keys are made by ssh-keygen and gpg. */
@Execution(ExecutionMode.CONCURRENT)
class SigningTest {

    private static final String PASSPHRASE = "s3cr3t-phr4se";

    @TempDir
    Path folder;

    BareRepository repository;

    @BeforeEach
    void createRepository() throws IOException {
        repository = BareRepository.create(folder.resolve("fleet.git"));
        repository.write("main", Map.of("README.md", "Fleet\n"));
    }

    /** gpg leaves an agent behind, which holds the key. */
    @AfterEach
    void endAgent() throws Exception {
        if (Files.exists(folder.resolve("gnupg"))) {
            run(gpgHome(), "gpgconf", "--kill", "all");
        }
    }

    private record Ended(int exit, String said) {}

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
    void signsAsGitDoesWithAnSshKey(String type) throws Exception {
        // Given
        Path key = sshKey(type, "");

        // When
        publish(SigningKey.in(key, Optional.empty()));

        // Then
        assertThat(verifySsh(key).said()).contains("Good \"git\" signature for sluice@example.com");
    }

    @Test
    void opensAnSshKeyWithItsPassphrase() throws Exception {
        // Given
        Path key = sshKey("ed25519", PASSPHRASE);

        // When
        publish(SigningKey.in(key, Optional.of(Secret.of(PASSPHRASE))));

        // Then
        assertThat(verifySsh(key).exit()).isZero();
    }

    @Test
    void isRefusedByGitForAnotherKey() throws Exception {
        // Given
        Path key = sshKey("ed25519", "");
        Path other = sshKey("ecdsa", "");

        // When
        publish(SigningKey.in(key, Optional.empty()));

        // Then
        assertThat(verifySsh(other).exit()).isNotZero();
    }

    @Test
    void signsAsGitDoesWithAnOpenPgpKey() throws Exception {
        // Given
        Path key = openPgpKey("");

        // When
        publish(SigningKey.in(key, Optional.empty()));

        // Then
        Ended verified = run(gpgHome(), "git", "-C", repository.directory().toString(), "verify-commit", "-v", "main");
        assertThat(verified.said()).contains("Good signature from \"Sluice <sluice@example.com>\"");
        assertThat(verified.exit()).isZero();
    }

    @Test
    void opensAnOpenPgpKeyWithItsPassphrase() throws Exception {
        // Given
        Path key = openPgpKey(PASSPHRASE);

        // When
        publish(SigningKey.in(key, Optional.of(Secret.of(PASSPHRASE))));

        // Then
        assertThat(run(gpgHome(), "git", "-C", repository.directory().toString(), "verify-commit", "main")
                        .exit())
                .isZero();
    }

    @Test
    void saysWithoutTheSecretThatAPassphraseIsWrong() throws Exception {
        // Given
        Path ssh = sshKey("ed25519", PASSPHRASE);
        Path openPgp = openPgpKey(PASSPHRASE);

        // Then
        for (Path key : List.of(ssh, openPgp)) {
            for (Optional<Secret> word : List.of(Optional.of(Secret.of("wr0ng")), Optional.<Secret>empty())) {
                assertThatThrownBy(() -> publish(SigningKey.in(key, word)))
                        .isInstanceOf(GitException.class)
                        .hasMessageContaining(key.toString())
                        .hasMessageContaining("is locked")
                        .hasMessageNotContaining("wr0ng");
            }
        }
        assertThat(repository.log("main")).hasSize(1);
    }

    @Test
    void refusesWhatIsNoKey() throws IOException {
        // Given
        Path rubbish = Files.writeString(folder.resolve("rubbish"), "not a key, but s3cr3t\n");

        // Then
        assertThatThrownBy(() -> publish(SigningKey.in(rubbish, Optional.empty())))
                .isInstanceOf(GitException.class)
                .hasMessageContaining(rubbish.toString())
                .hasMessageNotContaining("s3cr3t");
        assertThatThrownBy(() -> publish(SigningKey.in(folder.resolve("nowhere"), Optional.empty())))
                .isInstanceOf(GitException.class)
                .hasMessageContaining("nowhere");
    }

    private void publish(SigningKey key) {
        try (Remote remote = Remote.open(repository.origin(), CONNECTIONS)) {
            new PushingPublisher(remote, new Commits(Clock.systemUTC(), Optional.of(key)))
                    .publish(remote.fetch(), writing("a", "1"));
        }
    }

    private Ended verifySsh(Path key) throws Exception {
        Path allowed = folder.resolve("allowed-signers");
        Files.writeString(
                allowed, "sluice@example.com " + Files.readString(key.resolveSibling(key.getFileName() + ".pub")));
        return run(
                Map.of(),
                "git",
                "-C",
                repository.directory().toString(),
                "-c",
                "gpg.ssh.allowedSignersFile=" + allowed,
                "verify-commit",
                "-v",
                "main");
    }

    private Path sshKey(String type, String passphrase) throws Exception {
        assumeInstalled("ssh-keygen");
        Path key = folder.resolve("key-" + type);
        run(Map.of(), "ssh-keygen", "-q", "-t", type, "-N", passphrase, "-f", key.toString());
        return key;
    }

    private Path openPgpKey(String passphrase) throws Exception {
        assumeInstalled("gpg");
        Files.createDirectory(
                folder.resolve("gnupg"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        List<String> gpg = List.of("gpg", "--batch", "--pinentry-mode", "loopback", "--passphrase", passphrase);
        gpg(gpg, "--quick-generate-key", "Sluice <sluice@example.com>", "ed25519", "sign", "never");
        Path key = folder.resolve("key.asc");
        gpg(gpg, "--armor", "--output", key.toString(), "--export-secret-keys");
        return key;
    }

    private void gpg(List<String> gpg, String... words) throws Exception {
        List<String> command = new ArrayList<>(gpg);
        command.addAll(List.of(words));
        Ended ended = run(gpgHome(), command.toArray(String[]::new));
        assertThat(ended.exit()).as(ended.said()).isZero();
    }

    private Map<String, String> gpgHome() {
        return Map.of("GNUPGHOME", folder.resolve("gnupg").toString());
    }

    private static void assumeInstalled(String program) {
        boolean there = List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
        assumeThat(there)
                .as("%s is not installed: its signatures are not tested", program)
                .isTrue();
    }

    private Ended run(Map<String, String> environment, String... command) throws Exception {
        Path said = folder.resolve("said");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_CONFIG_SYSTEM", "/dev/null");
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(command[0] + " did not end");
        }
        return new Ended(process.exitValue(), Files.readString(said));
    }
}
