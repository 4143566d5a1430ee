package dev.sluice.serve.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.ranges.Address;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostAddressesTest {

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "2001:4860:4860::8888"})
    void readsAnAddress(String text) {
        assertThat(HostAddresses.of(text)).containsExactly(Address.parse(text));
    }

    @Test
    void looksUpAName() {
        HostAddresses.Resolver resolver = name -> new InetAddress[] {
            InetAddress.getByAddress(name, new byte[] {9, 9, 9, 9}),
            InetAddress.getByAddress(name, new byte[] {8, 8, 8, 8}),
        };

        assertThat(HostAddresses.of("dns.example", resolver))
                .containsExactly(Address.parse("8.8.8.8"), Address.parse("9.9.9.9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8", "8.8.8.8/24", "localhost", "1.2.3.4.5", "a b.c", "-x.example.", "::ffff:8.8.8.8"})
    void refusesWhatIsNeither(String text) {
        assertThatThrownBy(() -> HostAddresses.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void saysThatANameIsUnknown() {
        assertThatThrownBy(() -> HostAddresses.of("nothing.invalid"))
                .hasMessage("no address is known for 'nothing.invalid'");
    }
}
