package dev.sluice.review.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.plan.briefing.Briefing;
import dev.sluice.plan.briefing.Briefing.Checks;
import dev.sluice.plan.briefing.Briefings;
import dev.sluice.plan.briefing.Sample;
import dev.sluice.policy.Action;
import dev.sluice.policy.Destination;
import dev.sluice.policy.Firewall;
import dev.sluice.policy.Port;
import dev.sluice.policy.Rule;
import dev.sluice.ranges.Prefix;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is built of a body is bounded by what the forge takes, not by how much there would be to say. */
class BodyBudgetTest {

    private static final int FRAME = 10_000;

    private final RequestBody body = new RequestBody(Templates.engine());

    @ParameterizedTest
    @ValueSource(ints = {10_000, 30_000, 60_000})
    void writesLittleMoreThanFits(int characters) {
        // Given
        Briefing briefing = manyFirewallsWithRulesOfTheirOwn();
        Room room = new Room(characters);

        // When
        String text = body.written(briefing, BodyPage.of(65_536), room);

        // Then
        assertThat(text).hasSizeLessThan(characters + FRAME).contains("Cut to keep the forge's limit");
        assertThat(room.written()).isLessThan(2L * characters);
    }

    @Test
    void saysAllOfItWhereThatFits() {
        // Given
        Briefing briefing = manyFirewallsWithRulesOfTheirOwn();
        Room room = new Room(5_000_000);

        // When
        String text = body.written(briefing, BodyPage.of(5_000_000), room);

        // Then
        assertThat(text).hasSizeGreaterThan(700_000).doesNotContain("Cut to keep the forge's limit");
    }

    private static Briefing manyFirewallsWithRulesOfTheirOwn() {
        String[] more = IntStream.range(0, 500)
                .mapToObj(i -> "198.18." + i / 2 + "." + i % 2 * 128 + "/26")
                .toArray(String[]::new);
        Sample before = Sample.PLAIN.with(firewalls(0));
        Sample now = Sample.PLAIN.feeds(Sample.goog(more), Sample.CLOUD).with(firewalls(1));
        return Briefings.of(List.of(now.after(Optional.of(before), "demo")), new Checks(List.of(), false, List.of()));
    }

    /** @param step makes the rules others than before */
    private static Firewall[] firewalls(int step) {
        return IntStream.range(0, 40)
                .mapToObj(i -> Sample.firewall(
                        "team-" + i,
                        IntStream.range(0, 30)
                                .mapToObj(j -> new Rule(
                                        Action.ALLOW,
                                        new Destination.Cidr(Prefix.parse("198.18." + i + "." + j * 4 + "/31")),
                                        List.of(new Port(Port.Protocol.TCP, 1000 + j + step))))
                                .toArray(Rule[]::new)))
                .toArray(Firewall[]::new);
    }
}
