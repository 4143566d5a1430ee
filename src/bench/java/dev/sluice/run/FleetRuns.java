package dev.sluice.run;

import com.sun.management.GarbageCollectionNotificationInfo;
import dev.sluice.feed.Feed;
import dev.sluice.feed.Format;
import dev.sluice.gitops.Commits;
import dev.sluice.gitops.Connections;
import dev.sluice.gitops.Draft;
import dev.sluice.gitops.Origin;
import dev.sluice.gitops.Publication;
import dev.sluice.gitops.PushingPublisher;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.Snapshot;
import dev.sluice.plan.briefing.PlannedRequest;
import dev.sluice.policy.Action;
import dev.sluice.policy.Networks;
import dev.sluice.ranges.Prefix;
import dev.sluice.render.Cluster;
import dev.sluice.render.Target;
import dev.sluice.review.Settled;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * One run over a fleet, on feeds and a bare repository in a folder. Prints the outcome, the milliseconds that the run took,
 * and the most MiB that a collection left in the heap.
 */
final class FleetRuns {

    private static final int NAMESPACES = 50;
    private static final String NOBODY = "-1";

    private FleetRuns() {}

    /** Folder, how many clusters, and the number of one that denies what no rule matches in its first namespace, or -1. */
    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        int clusters = Integer.parseInt(args[1]);
        int denying = Integer.parseInt(args.length > 2 ? args[2] : NOBODY);
        AtomicLong kept = watchHeap();
        LabSettings settings = settings(folder, clusters, denying);
        Run run = new Run(
                settings.plan(),
                RunLab.wanted(settings),
                RunLab.reader(settings),
                outlet(settings),
                ClusterFacts.NONE,
                Optional.empty(),
                Clock.systemUTC(),
                Optional.empty());
        long start = System.nanoTime();
        Outcome outcome = run.execute().outcome();
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        System.out.printf("%s %d %d%n%s%n", outcome.word(), millis, kept.get() >> 20, outcome.message());
    }

    private static AtomicLong watchHeap() {
        AtomicLong most = new AtomicLong();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, nothing) -> {
                                var info = GarbageCollectionNotificationInfo.from(
                                        (CompositeData) notification.getUserData());
                                long used = info.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                                        .filter(pool -> !pool.getKey().matches("(?i).*(code|metaspace|class).*"))
                                        .map(Map.Entry::getValue)
                                        .mapToLong(MemoryUsage::getUsed)
                                        .sum();
                                most.accumulateAndGet(used, Math::max);
                            },
                            notification -> notification
                                    .getType()
                                    .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION),
                            null);
        }
        return most;
    }

    private static LabSettings settings(Path folder, int clusters, int denying) {
        Origin origin = new Origin(
                folder.resolve("fleet.git").toUri().toString(),
                "main",
                new Origin.Anonymous(),
                new Origin.CommitAuthor("Sluice", "sluice@example.com"));
        List<Feed> feeds = Stream.of("goog", "cloud")
                .map(name -> new Feed(name, folder.resolve(name + ".json").toUri(), Format.GOOGLE))
                .toList();
        return Fleet.of(IntStream.range(0, clusters)
                        .mapToObj(number -> cluster(number, number == denying))
                        .toArray(Cluster[]::new))
                .settings(feeds, origin);
    }

    /** Each with a machine network of its own, so that no two clusters have the same rules. */
    private static Cluster cluster(int number, boolean denying) {
        Networks networks = new Networks(
                List.of(Prefix.parse("10.%d.%d.0/24".formatted(number / 256, number % 256))),
                List.of(Prefix.parse("172.30.0.0/16")),
                List.of(Prefix.parse("10.128.0.0/14")));
        List<Target> targets = IntStream.range(0, NAMESPACES)
                .mapToObj(namespace -> Fleet.target(
                        "team-%02d".formatted(namespace), denying && namespace == 0 ? Action.DENY : Action.ALLOW))
                .toList();
        return new Cluster(
                "c%04d".formatted(number), networks, targets, List.of(), List.of(), Optional.empty(), Optional.empty());
    }

    /** As {@link RunLab} has it, with the patience and the clock of the service. */
    private static Publishing outlet(LabSettings settings) {
        Publishing pushing = RunLab.outlet(settings, (remote, base, draft) -> new PushingPublisher(
                        remote, new Commits(Clock.systemUTC(), Optional.empty()))
                .publish(base, draft));
        return new Publishing() {
            @Override
            public Remote open() {
                return Remote.open(settings.origin(), new Connections(Duration.ofMinutes(30), Optional.empty()));
            }

            @Override
            public Publication publish(Remote remote, Snapshot base, Draft draft) {
                return pushing.publish(remote, base, draft);
            }

            @Override
            public List<Settled> settle(Remote remote, Snapshot base, List<PlannedRequest> planned) {
                return List.of();
            }
        };
    }
}
