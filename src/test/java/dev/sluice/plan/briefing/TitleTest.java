package dev.sluice.plan.briefing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.plan.briefing.Briefing.Checks;
import dev.sluice.plan.briefing.ClusterChange.ChangedFile;
import dev.sluice.policy.Action;
import dev.sluice.policy.Firewall;
import dev.sluice.policy.Guard;
import dev.sluice.policy.Guards.Measurement;
import dev.sluice.policy.NetEffect;
import dev.sluice.policy.Rule;
import dev.sluice.ranges.Prefix;
import dev.sluice.review.body.GoldenRequest;
import java.math.BigInteger;
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
        BigInteger half = BigInteger.TWO.pow(31);
        NetEffect.Denied denied = new NetEffect.Denied(half, half, half);
        NetEffect effect = new NetEffect(denied, denied, false, NetEffect.NONE.rules());
        ClusterEffect cluster = new ClusterEffect(
                "a".repeat(30), ClusterChange.Transition.CHANGED, List.of(), effect, PolicyChange.NONE, 0, 0);

        assertThat(Title.of(List.of(cluster), List.of()))
                .isEqualTo("a".repeat(11) + "…: deny 2,147,483,648 more addresses, 2,147,483,648 fewer, IPv6 changes");
    }

    @Test
    void namesManyClustersByTheirNumber() {
        ClusterEffect east = MORE.after(Optional.of(Sample.PLAIN), "east").inShort();
        ClusterEffect west = MORE.after(Optional.of(Sample.PLAIN), "west").inShort();
        ClusterEffect north = Sample.PLAIN.after(Optional.of(MORE), "north").inShort();

        assertThat(Title.of(List.of(east, west), List.of())).isEqualTo("2 clusters: deny 4,096 more addresses");
        assertThat(Title.of(List.of(east, north), List.of("a", "b")))
                .isEqualTo("2 clusters: update firewalls; remove 2 clusters");
    }

    @Test
    void saysWhatHoldsAChange() {
        // Given
        Sample wider = Sample.PLAIN.feeds(Sample.goog("13.0.0.0/8"), Sample.CLOUD);
        Sample spread = Sample.PLAIN.feeds(Sample.goog("13.0.0.0/8", "15.0.0.0/8"), Sample.CLOUD);

        // Then
        assertThat(held(change(Sample.PLAIN, wider)))
                .isEqualTo("demo: HOLD, 13.0.0.0/8 newly denied (16.8 million addresses, +2,987 %)");
        assertThat(held(change(wider, Sample.PLAIN)))
                .isEqualTo("demo: HOLD, 13.0.0.0/8 newly allowed (16.8 million addresses, -97 %)");
        assertThat(held(change(Sample.PLAIN, spread)))
                .isEqualTo("demo: HOLD, 33.6 million addresses newly denied (+5,974 %)");
        assertThat(held(change(Sample.PLAIN, wider), wider.after(Optional.of(Sample.PLAIN), "west")))
                .isEqualTo("2 clusters: HOLD, 16.8 million addresses newly denied (+2,987 %)");
    }

    @Test
    void saysWhatWouldGo() {
        ClusterChange change = change(Sample.PLAIN, MORE);

        assertThat(Title.of(
                        Briefings.of(List.of(change), new Checks(List.of(), false, List.of(Briefings.removal("old"))))))
                .isEqualTo("demo: HOLD, namespace old removed");
    }

    @Test
    void saysThatTheRestIsDenied() {
        Sample closed = Sample.PLAIN.with(closed("bank"), closed("shop"));
        Sample half = Sample.PLAIN.with(closed("bank"), Sample.firewall("shop"));

        assertThat(title(change(Sample.PLAIN, closed))).isEqualTo("demo: deny everything but what is allowed");
        assertThat(title(change(Sample.PLAIN, half)))
                .isEqualTo("demo: deny everything but what is allowed in namespace bank");
        assertThat(title(change(closed, Sample.PLAIN)))
                .isEqualTo("demo: no longer deny everything but what is allowed");
        assertThat(title(closed.after(Optional.empty(), "demo")))
                .isEqualTo("demo: deny everything but what is allowed, first publication");
    }

    @Test
    void saysThatANamespaceIsNew() {
        Sample one = Sample.PLAIN.with(Sample.firewall("bank"));

        assertThat(title(Sample.PLAIN.after(Optional.of(one), "demo")))
                .isEqualTo("demo: new namespace shop, 561,664 addresses denied");
        assertThat(title(MORE.after(Optional.of(one), "demo")))
                .isEqualTo("demo: new namespace shop, 565,760 addresses denied, and more");
        assertThat(title(Sample.PLAIN
                        .with(Sample.firewall("bank"), closed("shop"))
                        .after(Optional.of(one), "demo")))
                .isEqualTo("demo: new namespace shop, everything but what is allowed denied");
    }

    @Test
    void saysWhichConfigurationChanges() {
        ClusterChange same = change(MORE, MORE);

        assertThat(title(Briefings.configured(same, List.of("strategy exact"), List.of("strategy compact"))))
                .isEqualTo("demo: configuration: strategy compact, same decision");
        assertThat(title(Briefings.configured(same, List.of(), List.of("exempt 9.9.9.9/32", "@octocat #1"))))
                .isEqualTo("demo: configuration: exemptions, other settings, same decision");
        assertThat(title(Briefings.configured(change(MORE, Sample.PLAIN), List.of(), List.of("exempt 74.125.0.0/20"))))
                .isEqualTo("demo: configuration: exemptions, deny 4,096 fewer addresses");
    }

    @Test
    void saysThatOnlyOtherFilesChange() {
        ClusterChange files = Briefings.configured(
                change(MORE, MORE), List.of(), List.of(), new ChangedFile("loki-stack-loki.yaml", false));

        assertThat(Title.of(Briefings.of(files))).isEqualTo("demo: update 1 file, same decisions");
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
                .matches("[A-Za-z0-9 .,:;?…()+%/-]+");
    }

    private static ClusterChange change(Sample before, Sample now) {
        return now.after(Optional.of(before), "demo");
    }

    private static String title(ClusterChange change) {
        return Title.of(Briefings.of(change));
    }

    private static String held(ClusterChange... changes) {
        Measurement tripped = new Measurement(Guard.DIFFERENCE_GAINED, 304, 25);
        return Title.of(Briefings.of(List.of(changes), new Checks(List.of(tripped), false, List.of())));
    }

    private static Firewall closed(String namespace) {
        return new Firewall(namespace, List.of(), List.of(), Action.DENY);
    }
}
