package dev.sluice.review.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.plan.briefing.Briefing;
import dev.sluice.plan.briefing.Briefing.Checks;
import dev.sluice.plan.briefing.Briefings;
import dev.sluice.plan.briefing.ClusterChange;
import dev.sluice.plan.briefing.Sample;
import dev.sluice.policy.Firewall;
import dev.sluice.policy.Impact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {

    private final RequestBody body = new RequestBody(Templates.engine());

    @ParameterizedTest
    @ValueSource(ints = {5_000, 7_000, 9_000, 12_000, 20_000, 65_536, 1_000_000})
    void keepsTheLimit(int limit) {
        // Given
        Briefing briefing = GoldenRequest.OVER_THE_LIMIT.briefing();

        // When
        String text = body.of(briefing, BodyPage.of(limit));

        // Then
        assertThat(text).hasSizeLessThanOrEqualTo(limit);
        assertThat(Marker.contentOf(text)).contains(briefing.content());
        assertThat(text.contains("**Cut to keep the forge's limit:")).isEqualTo(limit < 40_000);
        assertThat(text).contains("Closing this means");
        assertThat(Rendered.of(text).tables).allSatisfy(row -> assertThat(row).containsOnly(row.getFirst()));
    }

    @Test
    void leavesOutTheListBeforeTables() {
        // Given
        Briefing briefing = GoldenRequest.OVER_THE_LIMIT.briefing();
        String whole = body.of(briefing, BodyPage.of(1_000_000));

        // When
        String cut = body.of(briefing, BodyPage.of(whole.length() - 1));

        // Then
        assertThat(whole).contains("Everything that is decided, ").doesNotContain("Cut to keep");
        assertThat(cut)
                .doesNotContain("Everything that is decided, ")
                .contains("| `198.18.19.128/26` | 64 |", "| `198.18.199.128/26` | 64 |")
                .contains("All of it is in the files of the branch `sluice/demo`, in the folder `clusters/demo`.");
    }

    @Test
    void saysThatTablesEndEarly() {
        assertThat(body.of(GoldenRequest.OVER_THE_LIMIT.briefing(), BodyPage.of(5_000)))
                .contains("long tables and lists end early")
                .containsPattern("\nand 39[0-9] more\n");
    }

    @Test
    void refusesALimitThatNothingKeeps() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> body.of(GoldenRequest.ORDINARY_CHANGE.briefing(), BodyPage.of(100)))
                .withMessageStartingWith("a limit of 100 characters is too low: the shortest body has ");
    }

    @Test
    void fitsHoweverHostileAllOfItIs() {
        // Given
        String evil = "\u202e".repeat(1000);
        List<ClusterChange> clusters = IntStream.range(0, 60)
                .mapToObj(i -> Sample.PLAIN.with(firewalls(evil + i)).after(Optional.empty(), i + evil))
                .toList();
        Briefing briefing = Briefings.of(clusters, new Checks(List.of(), false, List.of(Briefings.removal(evil))));

        // When
        String text = body.of(briefing, BodyPage.of(65_536));

        // Then
        assertThat(text).hasSizeLessThanOrEqualTo(65_536);
        assertThat(Marker.contentOf(text)).contains(briefing.content());
    }

    @Test
    void writesOnceWhatChangesAlikeInAFleet() {
        // Given
        Sample now = Sample.PLAIN.feeds(Sample.goog("74.125.0.0/20"), Sample.CLOUD);
        List<ClusterChange> clusters = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            clusters.add(now.after(Optional.of(Sample.PLAIN), "edge-" + i));
        }

        // When
        String text = body.of(Briefings.of(clusters, new Checks(List.of(), false, List.of())), BodyPage.of(65_536));

        // Then
        assertThat(text)
                .hasSizeLessThan(20_000)
                .containsOnlyOnce("Newly denied: `74.125.0.0/20`, 4,096 addresses: appeared in `goog`");
        assertThat(text)
                .contains("| 300 clusters |", "`edge-298`, `edge-299`", "| 20 → 21 |")
                .doesNotContain("Cut to keep");
    }

    @Test
    void saysThatFlowsWereObservedAndNoneChanges() {
        Briefing briefing = Briefings.with(
                GoldenRequest.ORDINARY_CHANGE.briefing(),
                new Impact(
                        "demo",
                        Instant.EPOCH,
                        Instant.EPOCH,
                        7,
                        7,
                        Optional.of(new Impact.Sampling(50, 50)),
                        List.of(),
                        List.of("flows within the cluster")));

        assertThat(body.of(briefing, BodyPage.of(65_536)))
                .contains("none of 7 observed flows would be decided otherwise")
                .contains("what was not observed may be affected too")
                .contains("`1 packet in 50` was seen")
                .contains("not seen: `flows within the cluster`");
    }

    @Test
    void quotesWhyFlowsCouldNotBeRead() {
        String why = "Loki says [a](https://evil.example) @octocat";
        Briefing briefing = Briefings.with(
                GoldenRequest.ORDINARY_CHANGE.briefing(),
                new Impact(
                        "demo",
                        Instant.EPOCH,
                        Instant.EPOCH,
                        0,
                        0,
                        Optional.empty(),
                        List.of(),
                        new Impact.Affected(Impact.Count.NONE, Impact.Count.NONE),
                        List.of(),
                        Optional.of(why),
                        List.of(why)));

        assertThat(body.of(briefing, BodyPage.of(65_536)))
                .contains("- `demo`: flows could not be read; what was not observed may be affected too.\n")
                .contains("not seen: `Loki says [a](https://evil.example) \\u0040octocat`");
    }

    @Test
    void namesWorkloadsOfWhichOnlyMetricsAreKept() {
        String label = "EXT:<b>@octocat";
        Impact counted = new Impact(
                "demo",
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(60),
                0,
                1_234_500,
                Optional.empty(),
                List.of(),
                new Impact.Affected(Impact.Count.NONE, Impact.Count.NONE),
                IntStream.range(0, 12)
                        .mapToObj(i -> new Impact.Grouped("bank", "ledger-" + i, i == 0 ? "" : label, 1_000 - i))
                        .toList(),
                Optional.empty(),
                List.of("addresses"));

        assertThat(body.of(Briefings.with(GoldenRequest.ORDINARY_CHANGE.briefing(), counted), BodyPage.of(65_536)))
                .contains("- `demo`: 12 workloads sent 11934 bytes to external addresses, any of which may be decided"
                        + " otherwise (from ")
                .contains("- `demo`: `bank/ledger-0` sent 1000 bytes to external addresses without a label.\n")
                .contains("- `demo`: `bank/ledger-1` sent 999 bytes to external addresses with the label"
                        + " `EXT:\\u003Cb>\\u0040octocat`.\n")
                .contains("- `demo`: left out here: 2 lighter workloads.\n")
                .doesNotContain("ledger-10", "@octocat");
    }

    private static Firewall[] firewalls(String name) {
        return new Firewall[] {Sample.firewall(name)};
    }
}
