package dev.sluice.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class OutsideFileTest {

    @TempDir
    Path folder;

    @Test
    void readsAFileAndALinkToOne() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "tëxt");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        assertThat(OutsideFile.text(file)).isEqualTo("tëxt");
        assertThat(OutsideFile.text(link)).isEqualTo("tëxt");
    }

    @Test
    void doesNotWaitForAPipe() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertUnfit(pipe, "it is a pipe, socket or device, not a file");
        assertUnfit(
                Files.createSymbolicLink(folder.resolve("link"), pipe), "it is a pipe, socket or device, not a file");
    }

    @Test
    void refusesASocket() throws IOException {
        Path path = folder.resolve("socket");
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(path));

            assertUnfit(path, "it is a pipe, socket or device, not a file");
        }
    }

    @Test
    void refusesADeviceThatNeverEnds() {
        assertUnfit(Path.of("/dev/zero"), "it is a pipe, socket or device, not a file");
    }

    @Test
    void refusesAFolder() {
        assertUnfit(folder, "it is a folder, not a file");
    }

    @Test
    void refusesAFileThatIsLongerThanItsPurposeAllows() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "12345");

        assertThat(OutsideFile.text(file, 5)).isEqualTo("12345");
        assertThatThrownBy(() -> OutsideFile.text(file, 4)).hasMessageEndingWith("it has more than 4 bytes");
    }

    @Test
    void refusesWhatIsNoText() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[] {(byte) 0xff});

        assertThatThrownBy(() -> OutsideFile.text(file)).isInstanceOf(CharacterCodingException.class);
    }

    @Test
    void tellsAFileThatIsNotThere() {
        assertThatThrownBy(() -> OutsideFile.text(folder.resolve("gone"))).isInstanceOf(NoSuchFileException.class);
    }

    private static void assertUnfit(Path file, String why) {
        assertThatThrownBy(() -> OutsideFile.text(file))
                .isInstanceOfSatisfying(OutsideFile.UnfitException.class, e -> assertThat(e.getReason())
                        .isEqualTo(why));
    }
}
