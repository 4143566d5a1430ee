package dev.sluice.serve.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private final EmbeddedChannel port = new EmbeddedChannel(new Admission(2, 8080));

    @Test
    void closesWhatIsOneTooMany() {
        List<EmbeddedChannel> connections = connect(3);

        assertThat(connections).extracting(EmbeddedChannel::isOpen).containsExactly(true, true, false);
        assertThat(port.inboundMessages()).containsExactlyElementsOf(connections.subList(0, 2));
    }

    @Test
    void letsInAnotherOnceOneHasEnded() {
        connect(2).getFirst().close();

        assertThat(connect(2)).extracting(EmbeddedChannel::isOpen).containsExactly(true, false);
    }

    @Test
    void givesEachConnectionItsDeadline() {
        assertThat(connect(1).getFirst().pipeline().get(RequestDeadline.class)).isNotNull();
    }

    private List<EmbeddedChannel> connect(int count) {
        List<EmbeddedChannel> connections =
                Stream.generate(EmbeddedChannel::new).limit(count).toList();
        connections.forEach(port::writeInbound);
        return connections;
    }
}
