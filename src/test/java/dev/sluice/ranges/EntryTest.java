package dev.sluice.ranges;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EntryTest {

    @Test
    void printsItsScopeBehindThePrefix() {
        assertThat(entry("34.84.0.0/16", "asia-northeast1")).hasToString("34.84.0.0/16 (asia-northeast1)");
        assertThat(entry("34.84.0.0/16", "")).hasToString("34.84.0.0/16");
    }

    @Test
    void ordersByPrefixThenScope() {
        Entry first = entry("34.84.0.0/16", "a");
        Entry second = entry("34.84.0.0/16", "b");
        Entry third = entry("34.84.0.0/17", "a");
        Entry fourth = entry("::/0", "");

        assertThat(Stream.of(fourth, second, third, first).sorted()).containsExactly(first, second, third, fourth);
    }

    private static Entry entry(String cidr, String scope) {
        return new Entry(Prefix.parse(cidr), scope);
    }
}
