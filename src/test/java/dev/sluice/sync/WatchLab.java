package dev.sluice.sync;

import static dev.sluice.sync.FeedFiles.CLOUD;
import static dev.sluice.sync.FeedFiles.GOOG;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.ApiServer;
import dev.sluice.cluster.Link;
import dev.sluice.cluster.Links;
import dev.sluice.cluster.Links.Pace;
import dev.sluice.cluster.Shape;
import dev.sluice.cluster.lease.Leadership;
import dev.sluice.cluster.verification.Deployment;
import dev.sluice.cluster.verification.Verification;
import dev.sluice.gitops.Connections;
import dev.sluice.gitops.Remote;
import dev.sluice.render.DeclaredObject;
import dev.sluice.review.Forge;
import dev.sluice.sync.settings.ClusterAccess;
import dev.sluice.sync.settings.Settings;
import io.fabric8.kubernetes.api.model.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A published fleet, the API of a hub and a watch between them. */
final class WatchLab implements AutoCloseable {

    static final Pace PACE = new Pace(Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofSeconds(60));

    final ApiServer api = new ApiServer();
    final RunLab lab;
    final Deployment deployment;
    final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T02:10:00Z"));
    final Verifications verifications = new Verifications();
    private final Settings settings;
    private final Access access = api.access();
    private final Upstream upstream;
    private ClusterWatch watch;

    WatchLab(Path folder, Fleet fleet) {
        this(new RunLab(folder), fleet, Optional.empty());
    }

    WatchLab(RunLab lab, Fleet fleet, Optional<Supplier<Forge>> forge) {
        this.lab = lab;
        Settings plain = lab.settings(fleet);
        settings = plain.with(followed(plain.access(), fleet));
        deployment = new Deployment(api, lab.repository.url());
        Supplier<Remote> remotes =
                () -> Remote.open(settings.origin(), new Connections(settings.gitTimeout(), Optional.empty()));
        upstream = new Upstream(remotes, remotes, forge);
        watch = new ClusterWatch(settings, upstream, access, clock, verifications);
        lab.feeds.publish(GOOG, CLOUD);
    }

    private static ClusterAccess followed(ClusterAccess access, Fleet fleet) {
        return access.with(new Links(
                fleet.clusters().stream()
                        .map(cluster -> new Link(
                                cluster.name(),
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                Optional.of(new Link.Application("openshift-gitops", "sluice-" + cluster.name()))))
                        .toList(),
                PACE));
    }

    /** Another instance takes over, which knows nothing of this one. */
    void restart() {
        watch.close();
        verifications.clear();
        watch = new ClusterWatch(settings, upstream, access, clock, verifications);
    }

    /** Another instance leads from now on. */
    void standBy() {
        watch.standBy();
    }

    Follower follower(Leadership leadership) {
        return new Follower(settings, upstream, access, clock, verifications, leadership);
    }

    /** One for clusters of which none is followed. */
    Follower idle(Leadership leadership) {
        Settings nobody = settings.with(settings.access().with(Links.NONE));
        return new Follower(nobody, upstream, access, clock, verifications, leadership);
    }

    boolean look() {
        return watch.look(() -> true);
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
        new Shape(DeclaredObject.parse(text).spec()).at("egress").each().forEach(rule -> rules.add(rule.value()));
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
