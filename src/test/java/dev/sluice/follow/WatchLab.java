package dev.sluice.follow;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.ApiServer;
import dev.sluice.cluster.ClusterConnection;
import dev.sluice.cluster.ClusterConnections;
import dev.sluice.cluster.ClusterConnections.Pace;
import dev.sluice.cluster.JsonPath;
import dev.sluice.cluster.lease.Leadership;
import dev.sluice.cluster.verification.Deployment;
import dev.sluice.cluster.verification.Verification;
import dev.sluice.gitops.Connections;
import dev.sluice.gitops.Origin;
import dev.sluice.gitops.Remote;
import dev.sluice.manifest.DeclaredObject;
import dev.sluice.review.Forge;
import dev.sluice.run.Fleet;
import dev.sluice.run.LabSettings;
import dev.sluice.run.MemoryShortage;
import dev.sluice.run.RepositoryAccess;
import dev.sluice.run.RunLab;
import dev.sluice.run.SettableClock;
import io.fabric8.kubernetes.api.model.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** A published fleet, the API of a hub and a watch between them. */
final class WatchLab implements AutoCloseable {

    static final Pace PACE = new Pace(Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofSeconds(60));

    final ApiServer api = new ApiServer();
    final RunLab lab;
    final Deployment deployment;
    final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T02:10:00Z"));
    final VerificationStore verifications = new VerificationStore();
    private final List<Integer> exits = new CopyOnWriteArrayList<>();
    private final LabSettings settings;
    private final Access access = api.access();
    private RepositoryAccess upstream;
    private VerificationRound watch;

    WatchLab(Path folder, Fleet fleet) {
        this(new RunLab(folder), fleet, Optional.empty());
    }

    WatchLab(RunLab lab, Fleet fleet, Optional<Supplier<Forge>> forge) {
        this(lab, fleet, forge, name -> new ClusterConnection.SingleApplication("openshift-gitops", "sluice-" + name));
    }

    private WatchLab(
            RunLab lab,
            Fleet fleet,
            Optional<Supplier<Forge>> forge,
            Function<String, ClusterConnection.Deployer> deployers) {
        this.lab = lab;
        LabSettings plain = lab.settings(fleet);
        settings = plain.with(followed(fleet, deployers));
        deployment = new Deployment(api, lab.repository.url());
        Supplier<Remote> remotes = () ->
                Remote.open(settings.origin(), new Connections(settings.git().timeout(), Optional.empty()));
        upstream = new RepositoryAccess(remotes, remotes, forge);
        watch = new VerificationRound(
                settings.plan(), settings.origin().branch(), settings.links(), upstream, access, clock, verifications);
        lab.feeds.publish(GOOG, CLOUD);
    }

    /** With an Application for each part of the one cluster, named like the part. */
    static WatchLab ofParts(Path folder, Fleet fleet) {
        ClusterConnection.ApplicationPair pair = new ClusterConnection.ApplicationPair(
                new ClusterConnection.SingleApplication("openshift-gitops", "firewall"),
                Optional.of(new ClusterConnection.SingleApplication("openshift-gitops", "observability")));
        return new WatchLab(new RunLab(folder), fleet, Optional.empty(), name -> pair);
    }

    private static ClusterConnections followed(Fleet fleet, Function<String, ClusterConnection.Deployer> deployers) {
        return new ClusterConnections(
                fleet.clusters().stream()
                        .map(cluster -> new ClusterConnection(
                                cluster.name(),
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                Optional.of(deployers.apply(cluster.name()))))
                        .toList(),
                PACE);
    }

    /** The codes with which the process was ended. */
    List<Integer> exits() {
        return exits;
    }

    /** Another instance takes over, which knows nothing of this one. */
    void restart() {
        watch.close();
        verifications.clear();
        watch = new VerificationRound(
                settings.plan(), settings.origin().branch(), settings.links(), upstream, access, clock, verifications);
    }

    /** Reads the repository from another address. */
    void follow(Origin origin) {
        Supplier<Remote> remotes =
                () -> Remote.open(origin, new Connections(settings.git().timeout(), Optional.empty()));
        upstream = new RepositoryAccess(remotes, remotes, upstream.forge());
        restart();
    }

    /** Cannot read the repository the first time. */
    void fail(RuntimeException once) {
        RepositoryAccess later = upstream;
        Deque<RuntimeException> failures = new ArrayDeque<>(List.of(once));
        upstream = new RepositoryAccess(
                later.remotes(),
                () -> {
                    if (!failures.isEmpty()) {
                        throw failures.remove();
                    }
                    return later.aside().get();
                },
                later.forge());
    }

    /** Another instance leads from now on. */
    void standBy() {
        watch.standBy();
    }

    VerificationLoop follower(Leadership leadership) {
        return new VerificationLoop(
                settings.plan(),
                settings.git(),
                settings.links(),
                upstream,
                access,
                clock,
                verifications,
                leadership,
                new MemoryShortage(exits::add));
    }

    /** One for clusters of which none is followed. */
    VerificationLoop idle(Leadership leadership) {
        return new VerificationLoop(
                settings.plan(),
                settings.git(),
                ClusterConnections.NONE,
                upstream,
                access,
                clock,
                verifications,
                leadership,
                new MemoryShortage(exits::add));
    }

    boolean look() {
        return look(() -> true, () -> true);
    }

    boolean look(BooleanSupplier mayGoOn, BooleanSupplier leads) {
        return watch.look(mayGoOn, leads);
    }

    /** The cluster demo after a look. */
    Verification demo() {
        look();
        return verifications.of("demo").orElseThrow().verification();
    }

    List<String> warnings() {
        return verifications.of("demo").orElseThrow().warnings();
    }

    /** The commit that the branch stands at. */
    String head() {
        try {
            return lab.repository.tip("main").name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rules of the cluster demo's committed firewall. */
    List<Object> rules(String namespace) {
        String text = lab.files().get("clusters/demo/firewall/egress-firewall-" + namespace + ".yaml");
        List<Object> rules = new ArrayList<>();
        new JsonPath(DeclaredObject.parse(text).spec()).at("egress").each().forEach(rule -> rules.add(rule.value()));
        return rules;
    }

    List<Event> events() {
        return api.operator().v1().events().inAnyNamespace().list().getItems();
    }

    @Override
    public void close() {
        watch.close();
        access.close();
        api.close();
    }
}
