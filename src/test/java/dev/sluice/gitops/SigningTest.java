package dev.sluice.gitops;

import static dev.sluice.gitops.Publishing.CONNECTIONS;
import static dev.sluice.gitops.Publishing.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    Signatures signatures;

    @BeforeEach
    void createRepository() throws IOException {
        repository = BareRepository.create(folder.resolve("fleet.git"));
        repository.write("main", Map.of("README.md", "Fleet\n"));
        signatures = new Signatures(repository, folder);
    }

    @AfterEach
    void endAgent() throws Exception {
        signatures.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
    void signsAsGitDoesWithAnSshKey(String type) throws Exception {
        // Given
        Path key = signatures.sshKey(type, "");

        // When
        publish(SigningKey.in(key, Optional.empty()));

        // Then
        assertThat(signatures.verifySsh(key).said()).contains("Good \"git\" signature for sluice@example.com");
    }

    @Test
    void opensAnSshKeyWithItsPassphrase() throws Exception {
        // Given
        Path key = signatures.sshKey("ed25519", PASSPHRASE);

        // When
        publish(SigningKey.in(key, Optional.of(Secret.of(PASSPHRASE))));

        // Then
        assertThat(signatures.verifySsh(key).exit()).isZero();
    }

    @Test
    void isRefusedByGitForAnotherKey() throws Exception {
        // Given
        Path key = signatures.sshKey("ed25519", "");
        Path other = signatures.sshKey("ecdsa", "");

        // When
        publish(SigningKey.in(key, Optional.empty()));

        // Then
        assertThat(signatures.verifySsh(other).exit()).isNotZero();
    }

    @Test
    void signsAsGitDoesWithAnOpenPgpKey() throws Exception {
        // Given
        Path key = signatures.openPgpKey("");

        // When
        publish(SigningKey.in(key, Optional.empty()));

        // Then
        Signatures.Ended verified = signatures.verifyOpenPgp();
        assertThat(verified.said()).contains("Good signature from \"Sluice <sluice@example.com>\"");
        assertThat(verified.exit()).isZero();
    }

    @Test
    void opensAnOpenPgpKeyWithItsPassphrase() throws Exception {
        // Given
        Path key = signatures.openPgpKey(PASSPHRASE);

        // When
        publish(SigningKey.in(key, Optional.of(Secret.of(PASSPHRASE))));

        // Then
        assertThat(signatures.verifyOpenPgp().exit()).isZero();
    }

    @Test
    void saysWithoutTheSecretThatAPassphraseIsWrong() throws Exception {
        // Given
        Path ssh = signatures.sshKey("ed25519", PASSPHRASE);
        Path openPgp = signatures.openPgpKey(PASSPHRASE);

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
}
