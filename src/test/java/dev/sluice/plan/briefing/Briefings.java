package dev.sluice.plan.briefing;

import dev.sluice.gitops.FolderTemplate;
import dev.sluice.plan.briefing.Briefing.Checks;
import dev.sluice.plan.briefing.Briefing.Place;
import dev.sluice.plan.briefing.Briefing.ProposalMode;
import dev.sluice.plan.briefing.ClusterChange.ChangedFile;
import dev.sluice.policy.Assertion;
import dev.sluice.policy.AssertionResult;
import dev.sluice.policy.Deltas;
import dev.sluice.policy.FeedChange;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Guards;
import dev.sluice.policy.Guards.Measurement;
import dev.sluice.policy.Impact;
import dev.sluice.policy.NetEffect;
import dev.sluice.policy.Networks;
import dev.sluice.policy.Removal;
import dev.sluice.policy.Risk;
import dev.sluice.policy.Selection;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Sha256;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Briefings in the making. */
public final class Briefings {

    private static final Place PLACE = new Place("sluice/demo", FolderTemplate.of("clusters"));

    private Briefings() {}

    /** The risk is what follows from the clusters, the guards and nothing else. */
    public static Briefing of(List<ClusterChange> clusters, Checks checks) {
        Risk risk = Risk.of(new Risk.Facts(
                checks.readings(),
                checks.removals(),
                names(clusters, cluster -> cluster.kind() == ClusterChange.Transition.NEW),
                names(
                        clusters,
                        cluster -> cluster.kind() == ClusterChange.Transition.CHANGED && cluster.isReconfigured()),
                clusters.stream()
                        .filter(cluster -> cluster.kind() == ClusterChange.Transition.CHANGED)
                        .flatMap(cluster -> cluster.files().stream())
                        .map(ChangedFile::path)
                        .toList(),
                clusters.stream()
                        .flatMap(cluster -> cluster.firewalls().stream())
                        .toList()));
        return new Briefing(
                ProposalMode.PULL_REQUEST,
                risk,
                clusters,
                checks,
                List.of(source("goog", "\"5ha\""), source("cloud", "\"7c1\"")),
                new TreeMap<>(Sample.byStrategy()),
                List.of(),
                PLACE,
                Sha256.hex("content"));
    }

    public static Briefing of(ClusterChange... clusters) {
        return of(List.of(clusters), new Checks(readings(clusters[0]), false, List.of()));
    }

    public static Briefing with(Briefing briefing, Impact... impact) {
        return new Briefing(
                briefing.mode(),
                briefing.risk(),
                briefing.clusters(),
                briefing.checks(),
                briefing.sources(),
                briefing.rulesByStrategy(),
                List.of(impact),
                briefing.place(),
                briefing.content());
    }

    public static Briefing with(Briefing briefing, FeedPublication source) {
        return new Briefing(
                ProposalMode.BY_RISK,
                briefing.risk(),
                briefing.clusters(),
                briefing.checks(),
                List.of(source),
                briefing.rulesByStrategy(),
                briefing.impact(),
                briefing.place(),
                briefing.content());
    }

    public static List<Measurement> readings(ClusterChange cluster) {
        return cluster.before()
                .map(before -> new Guards(Map.of(), Set.of())
                        .read(FeedChange.between(before, cluster.now()), Set.of(Family.IPV4)))
                .orElse(List.of());
    }

    public static ClusterChange configured(
            ClusterChange change, List<String> removed, List<String> added, ChangedFile... files) {
        return new ClusterChange(
                change.cluster(),
                change.kind(),
                change.networks(),
                change.firewalls(),
                change.certificates(),
                change.effect(),
                change.before(),
                change.now(),
                removed,
                added,
                List.of(files),
                change.moves(),
                change.assertions());
    }

    /** A cluster that goes with all its firewalls. */
    public static ClusterChange gone(ClusterChange published) {
        List<FirewallDelta> going = published.firewalls().stream()
                .map(firewall -> Deltas.of(firewall.cluster(), firewall.namespace(), firewall.after(), List.of()))
                .toList();
        return new ClusterChange(
                published.cluster(),
                ClusterChange.Transition.REMOVED,
                new Networks(List.of(), List.of(), List.of()),
                going,
                Map.of(),
                NetEffect.of(going),
                Optional.of(published.now()),
                new Selection(List.of(), List.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    public static ClusterChange asserting(ClusterChange change, Assertion... assertions) {
        return new ClusterChange(
                change.cluster(),
                change.kind(),
                change.networks(),
                change.firewalls(),
                change.certificates(),
                change.effect(),
                change.before(),
                change.now(),
                change.policyRemoved(),
                change.policyAdded(),
                change.files(),
                change.moves(),
                Stream.of(assertions)
                        .map(assertion -> new AssertionResult(assertion, "shop", Optional.empty()))
                        .toList());
    }

    public static Removal removal(String name) {
        return new Removal(Removal.RemovedKind.NAMESPACE, "demo", name);
    }

    private static FeedPublication source(String feed, String etag) {
        return new FeedPublication(
                feed,
                URI.create("https://www.gstatic.com/ipranges/" + feed + ".json"),
                OptionalLong.of(1_767_225_600_000L),
                Optional.of(etag),
                Sha256.hex(feed),
                5,
                2);
    }

    private static List<String> names(List<ClusterChange> clusters, Predicate<ClusterChange> wanted) {
        return clusters.stream().filter(wanted).map(ClusterChange::cluster).toList();
    }
}
