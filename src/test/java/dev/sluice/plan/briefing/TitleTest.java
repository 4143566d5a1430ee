package dev.sluice.plan.briefing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.plan.briefing.ClusterChange.ChangedFile;
import dev.sluice.policy.Rule;
import dev.sluice.ranges.Prefix;
import dev.sluice.review.body.GoldenRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TitleTest {

    private static final Sample MORE = Sample.PLAIN.feeds(Sample.goog("74.125.0.0/20"), Sample.CLOUD);

    @Test
    void saysTheNetEffect() {
        assertThat(Title.of(Briefings.of(change(Sample.PLAIN, MORE)))).isEqualTo("demo: deny 4,096 more addresses");
        assertThat(Title.of(Briefings.of(change(MORE, Sample.PLAIN)))).isEqualTo("demo: deny 4,096 fewer addresses");
    }

    @Test
    void countsAnAddressOnceHoweverManyFirewallsDenyIt() {
        Rule deny = Rule.deny(Prefix.parse("9.9.9.9/32"));
        Sample own = Sample.PLAIN.with(Sample.firewall("bank", deny), Sample.firewall("shop", deny));

        assertThat(Title.of(Briefings.of(change(Sample.PLAIN, own)))).isEqualTo("demo: deny 1 more address");
    }

    @Test
    void cutsNamesWhereTheEffectNeedsTheRoom() {
        String effect = "deny 2,147,483,648 more addresses, 2,147,483,648 fewer, IPv6 changes";

        assertThat(Title.of(List.of(new Title.ClusterEffect("a".repeat(30), effect)), List.of()))
                .isEqualTo("a".repeat(11) + "…: " + effect);
    }

    @Test
    void namesManyClustersByTheirNumber() {
        Title.ClusterEffect east = new Title.ClusterEffect("east", "deny 1 more address");
        Title.ClusterEffect west = new Title.ClusterEffect("west", "deny 1 more address");
        Title.ClusterEffect north = new Title.ClusterEffect("north", "deny 2 more addresses");

        assertThat(Title.of(List.of(east, west), List.of())).isEqualTo("2 clusters: deny 1 more address");
        assertThat(Title.of(List.of(east, north), List.of("a", "b")))
                .isEqualTo("2 clusters: update firewalls; remove 2 clusters");
    }

    @Test
    void saysThatOnlyOtherFilesChange() {
        ClusterChange files = Briefings.configured(
                change(MORE, MORE), List.of(), List.of(), new ChangedFile("loki-stack-loki.yaml", false));

        assertThat(Title.of(Briefings.of(files))).isEqualTo("demo: update 1 file, same decisions");
    }

    @Test
    void saysThatOnlyTheConfigurationChanges() {
        ClusterChange policy = Briefings.configured(change(MORE, MORE), List.of(), List.of("exempt 9.9.9.9/32"));

        assertThat(Title.of(Briefings.of(policy))).isEqualTo("demo: change of configuration, same decisions");
    }

    @Test
    void saysWhichClusterGoes() {
        ClusterChange gone = Briefings.gone(MORE.after(Optional.empty(), "west"));

        assertThat(Title.of(Briefings.of(gone))).isEqualTo("remove west");
        assertThat(Title.of(Briefings.of(change(Sample.PLAIN, MORE), gone)))
                .isEqualTo("demo: deny 4,096 more addresses; remove west");
    }

    @Test
    void shortensALongName() {
        ClusterChange longest = MORE.after(Optional.of(Sample.PLAIN), "a".repeat(200));

        assertThat(Title.of(Briefings.of(longest))).isEqualTo("a".repeat(23) + "…: deny 4,096 more addresses");
    }

    @ParameterizedTest
    @EnumSource
    void isOneShortLine(GoldenRequest golden) {
        assertThat(Title.of(golden.briefing()))
                .hasSizeLessThanOrEqualTo(Title.LONGEST)
                .matches("[A-Za-z0-9 .,:;?…-]+");
    }

    private static ClusterChange change(Sample before, Sample now) {
        return now.after(Optional.of(before), "demo");
    }
}
