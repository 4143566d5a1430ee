package dev.sluice.render;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.ranges.Address;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EgressIpTest {

    private static final List<Address> ADDRESSES = List.of(Address.parse("192.168.99.103"));

    @Test
    void refusesToSelectEveryNamespace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EgressIp("egressips-prod", ADDRESSES, Map.of(), List.of()))
                .withMessageContaining("egressips-prod");
    }

    @Test
    void refusesToHaveNoAddress() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EgressIp("egressips-prod", List.of(), Map.of("env", "demo"), List.of()))
                .withMessageContaining("egressips-prod");
    }
}
