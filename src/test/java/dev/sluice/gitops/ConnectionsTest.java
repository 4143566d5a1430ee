package dev.sluice.gitops;

import static dev.sluice.gitops.BareRepository.AUTHOR;
import static dev.sluice.gitops.Publishing.publish;
import static dev.sluice.gitops.Publishing.writing;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ConnectionsTest {

    private static final Origin.Credentials ANONYMOUS = new Origin.Anonymous();

    @Test
    void refusesATimeoutThatWouldBeEndless() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Connections(Duration.ofMillis(999), Optional.empty()))
                .withMessageContaining("PT0.999S");
    }

    @Test
    @Timeout(30)
    void givesUpOnAServerThatNeverAnswers() throws Exception {
        // Given
        Connections impatient = new Connections(Duration.ofSeconds(1), Optional.empty());
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + silent.getLocalPort() + "/fleet.git";
            Origin origin = new Origin(url, "main", ANONYMOUS, AUTHOR);

            // When
            assertThatThrownBy(() -> publish(origin, impatient, writing("a", "new")))
                    // Then
                    .isInstanceOf(GitException.class)
                    .hasMessageContaining("cannot read " + url)
                    .hasMessageContaining("timed out");
        }
    }
}
