package dev.sluice.run;

import dev.sluice.cluster.ClusterConnections;
import dev.sluice.feed.Feed;
import dev.sluice.feed.FeedSettings;
import dev.sluice.feed.Transfer;
import dev.sluice.gitops.FolderTemplate;
import dev.sluice.gitops.GitSettings;
import dev.sluice.gitops.Mode;
import dev.sluice.gitops.Origin;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.policy.Action;
import dev.sluice.policy.Assertion;
import dev.sluice.policy.BlockPolicy;
import dev.sluice.policy.Firewall;
import dev.sluice.policy.Freeze;
import dev.sluice.policy.Guards;
import dev.sluice.policy.Networks;
import dev.sluice.policy.Rule;
import dev.sluice.policy.Strategy;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Prefix;
import dev.sluice.render.Cluster;
import dev.sluice.render.FlowCollector;
import dev.sluice.render.LokiStack;
import dev.sluice.render.Target;
import dev.sluice.review.forge.Reviewing;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** LabSettings in the making: a block, guards and clusters; each change gives a new fleet. */
public record Fleet(
        BlockPolicy block,
        Guards guards,
        List<Assertion> assertions,
        Set<String> acceptRemoval,
        List<Cluster> clusters,
        String path,
        Mode mode,
        Optional<Reviewing> reviewing) {

    public static final Networks NETWORKS = new Networks(
            List.of(Prefix.parse("192.168.99.0/24")),
            List.of(Prefix.parse("172.22.0.0/16")),
            List.of(Prefix.parse("10.132.0.0/14")));

    public static final LokiStack LOKI = new LokiStack(
            "loki",
            "netobserv",
            "1x.demo",
            "nfs-csi",
            new LokiStack.StorageSecret("loki-s3", "s3", Optional.empty()),
            Optional.of(1),
            LocalDate.of(2022, 6, 1),
            Map.of(),
            Optional.empty());

    private static final FlowCollector FLOWS =
            new FlowCollector("netobserv", 50, List.of("FlowRTT"), false, "EXT:Google", "Direct");

    /** The exact IPv4 difference of goog and cloud, without anything let pass. */
    public static Fleet of(Cluster... clusters) {
        return new Fleet(
                new BlockPolicy(List.of("goog"), List.of("cloud"), Strategy.EXACT, Set.of(Family.IPV4), List.of()),
                new Guards(Map.of(), Set.of()),
                List.of(),
                Set.of(),
                List.of(clusters),
                "clusters",
                Mode.COMMIT,
                Optional.empty());
    }

    public static Cluster cluster(String name, String... namespaces) {
        return cluster(
                name,
                Optional.of(LOKI),
                Stream.of(namespaces).map(Fleet::target).toArray(Target[]::new));
    }

    public static Cluster cluster(String name, Optional<LokiStack> loki, Target... targets) {
        return new Cluster(name, NETWORKS, List.of(targets), List.of(), List.of(), loki, Optional.of(FLOWS));
    }

    public static Target target(String namespace) {
        return target(namespace, Action.ALLOW);
    }

    public static Target target(String namespace, Action otherwise, Rule... before) {
        return new Target(new Firewall(namespace, List.of(before), List.of(), otherwise), true);
    }

    public Fleet strategy(Strategy strategy) {
        return with(block.with(strategy));
    }

    public Fleet exempt(String... prefixes) {
        List<Prefix> exempt = Stream.of(prefixes).map(Prefix::parse).toList();
        return with(new BlockPolicy(block.include(), block.exclude(), block.strategy(), block.families(), exempt));
    }

    /** Lists whose addresses are denied even where they are not public. */
    public Fleet special(String... lists) {
        return with(block.withSpecial(Set.of(lists)));
    }

    public Fleet families(Family... families) {
        return with(
                new BlockPolicy(block.include(), block.exclude(), block.strategy(), Set.of(families), block.exempt()));
    }

    public Fleet accept(String... accepted) {
        return new Fleet(
                block,
                new Guards(guards.limits(), Set.of(accepted)),
                assertions,
                acceptRemoval,
                clusters,
                path,
                mode,
                reviewing);
    }

    public Fleet asserting(Assertion... others) {
        return new Fleet(block, guards, List.of(others), acceptRemoval, clusters, path, mode, reviewing);
    }

    public Fleet acceptRemoval(String... names) {
        return new Fleet(block, guards, assertions, Set.of(names), clusters, path, mode, reviewing);
    }

    public Fleet proposing(Mode other, Reviewing with) {
        return new Fleet(block, guards, assertions, acceptRemoval, clusters, path, other, Optional.of(with));
    }

    public Fleet clusters(Cluster... others) {
        return new Fleet(block, guards, assertions, acceptRemoval, List.of(others), path, mode, reviewing);
    }

    public Fleet path(String other) {
        return new Fleet(block, guards, assertions, acceptRemoval, clusters, other, mode, reviewing);
    }

    public LabSettings settings(List<Feed> feeds, Origin origin) {
        return new LabSettings(
                new PlanSettings(
                        block,
                        guards,
                        assertions,
                        acceptRemoval,
                        clusters,
                        FolderTemplate.of(path),
                        mode,
                        reviewing.map(Reviewing::proposing),
                        Freeze.NEVER,
                        List.of()),
                reviewing,
                new FeedSettings(
                        feeds.stream().collect(Collectors.toMap(Feed::name, Function.identity())),
                        Set.of(),
                        new Transfer(Duration.ofSeconds(5), Duration.ofSeconds(5), 1 << 20),
                        Optional.empty()),
                new GitSettings(
                        origin,
                        FolderTemplate.of(path),
                        Duration.ofSeconds(10),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        mode,
                        reviewing.flatMap(Reviewing::instance),
                        true),
                ClusterConnections.NONE,
                Map.of());
    }

    private Fleet with(BlockPolicy other) {
        return new Fleet(other, guards, assertions, acceptRemoval, clusters, path, mode, reviewing);
    }
}
