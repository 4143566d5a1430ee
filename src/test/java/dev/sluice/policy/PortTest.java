package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.policy.Port.Protocol;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortTest {

    @ParameterizedTest
    @CsvSource({"TCP, 1, TCP/1", "UDP, 53, UDP/53", "SCTP, 65535, SCTP/65535"})
    void printsProtocolAndNumber(Protocol protocol, int number, String text) {
        assertThat(new Port(protocol, number)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 65_536, Integer.MAX_VALUE})
    void refusesANumberOutOfRange(int number) {
        assertThatThrownBy(() -> new Port(Protocol.TCP, number))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + number + "'");
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void readsAProtocol(Protocol protocol) {
        assertThat(Protocol.parse(protocol.name())).isEqualTo(protocol);
        assertThat(Protocol.parse(protocol.name().toLowerCase(Locale.ROOT))).isEqualTo(protocol);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ICMP", "TCP ", "TCP/443", "6"})
    void refusesAnyOtherProtocol(String text) {
        assertThatThrownBy(() -> Protocol.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is not TCP, UDP or SCTP");
    }
}
