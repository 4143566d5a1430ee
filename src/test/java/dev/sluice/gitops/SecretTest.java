package dev.sluice.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {

    @TempDir
    Path folder;

    @Test
    void isRevealedOnRequestAlone() {
        Secret secret = Secret.of("s3cr3t");
        assertThat(secret.reveal()).isEqualTo("s3cr3t");
        assertThat(secret).hasToString("***");
        assertThat(new Origin.Token("robot", secret).toString()).doesNotContain("s3cr3t");
    }

    @Test
    void aFileIsNamedAndNotShown() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "s3cr3t");
        assertThat(Secret.in(file)).hasToString("*** in " + file);
    }

    @Test
    void blanksAroundAFileDoNotCount() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), " \ts3cr3t with blanks\r\n\n");
        assertThat(Secret.in(file).reveal()).isEqualTo("s3cr3t with blanks");
    }

    @Test
    void aFileIsReadAgain() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("token"), "old");
        Secret secret = Secret.in(file);
        assertThat(secret.reveal()).isEqualTo("old");

        // When
        Files.writeString(file, "new");

        // Then
        assertThat(secret.reveal()).isEqualTo("new");
    }

    @Test
    void refusesAFileThatIsEmpty() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), " \n");
        assertThatThrownBy(Secret.in(file)::reveal)
                .isInstanceOf(GitException.class)
                .hasMessage("the secret file " + file + " is empty");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        Path file = folder.resolve("token");
        assertThatThrownBy(Secret.in(file)::reveal)
                .isInstanceOf(GitException.class)
                .hasMessage("cannot read the secret file " + file);
    }

    @Test
    void refusesAFileThatIsNoText() throws IOException {
        Path file = Files.write(folder.resolve("token"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(Secret.in(file)::reveal)
                .isInstanceOf(GitException.class)
                .hasMessage("cannot read the secret file " + file);
    }
}
