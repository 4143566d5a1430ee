package dev.sluice.command;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.Answer;
import dev.sluice.cluster.ClusterConnections;
import dev.sluice.cluster.verification.ClusterReader;
import dev.sluice.feed.Document;
import dev.sluice.feed.Feed;
import dev.sluice.feed.FeedClient;
import dev.sluice.feed.FeedSettings;
import dev.sluice.gitops.PushPermission;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.Snapshot;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.ranges.Family;
import dev.sluice.run.ClusterFacts;
import dev.sluice.run.RepositoryAccess;
import dev.sluice.text.Colours;
import dev.sluice.text.ExplainedException;
import dev.sluice.text.OutsideText;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Tries everything that a run needs, and writes nothing: what works, what does not, and why. */
@ApplicationScoped
public class InstallationCheck {

    private final PlanSettings settings;
    private final List<Feed> wanted;
    private final FeedClient feeds;
    private final RepositoryAccess repository;
    private final ClusterFacts clusters;
    private final ClusterConnections links;
    private final Access access;
    private final Clock clock;
    private final ProgressLine progress;

    InstallationCheck(
            PlanSettings settings,
            FeedSettings known,
            FeedClient feeds,
            RepositoryAccess repository,
            ClusterFacts clusters,
            ClusterConnections links,
            Access access,
            Clock clock,
            ProgressLine progress) {
        this.settings = settings;
        this.wanted = known.named(settings.block().include(), settings.block().exclude());
        this.feeds = feeds;
        this.repository = repository;
        this.clusters = clusters;
        this.links = links;
        this.access = access;
        this.clock = clock;
        this.progress = progress;
    }

    /** How a part does. */
    public enum PartState {
        WORKS,
        /** It works, but a person should look. */
        DOUBTFUL,
        FAILS
    }

    /**
     * What was found out about one part.
     *
     * @param part such as {@code feed goog}
     * @param words one line
     */
    public record PartFinding(PartState state, String part, String words) {

        public PartFinding {
            words = OutsideText.line(words, 2_000);
        }

        /** For a person. */
        public String line(Colours colours) {
            String mark =
                    switch (state) {
                        case WORKS -> colours.green("works ");
                        case DOUBTFUL -> colours.yellow("look  ");
                        case FAILS -> colours.red("FAILS ");
                    };
            return mark + " " + part + ": " + words;
        }
    }

    /** Tries all parts, in the order in which a run needs them. */
    public List<PartFinding> findings() {
        List<PartFinding> findings = new ArrayList<>();
        findings.add(new PartFinding(
                PartState.WORKS,
                "configuration",
                settings.clusters().size() + " clusters, "
                        + settings.clusters().stream()
                                .mapToInt(cluster -> cluster.targets().size())
                                .sum()
                        + " namespaces"));
        settings.warnings()
                .forEach(warning -> findings.add(new PartFinding(PartState.DOUBTFUL, "configuration", warning)));
        wanted.forEach(feed -> findings.add(tried("feed " + feed.name(), () -> words(feeds.fetch(feed)))));
        try (Remote remote = repository.remotes().get()) {
            repository(remote, findings);
        } catch (ExplainedException e) {
            findings.add(new PartFinding(PartState.FAILS, "repository", e.explanation()));
        }
        followed(findings);
        progress.accept("");
        return List.copyOf(findings);
    }

    private void repository(Remote remote, List<PartFinding> findings) {
        List<Snapshot> read = new ArrayList<>();
        String branch = "branch " + remote.origin().branch();
        findings.add(tried("repository, reading", () -> {
            Snapshot snapshot = remote.fetch();
            read.add(snapshot);
            return snapshot.commit()
                    .map(commit -> branch + " is at commit " + commit)
                    .orElse("it is empty: the first run makes " + branch);
        }));
        findings.add(tried("repository, writing", () -> {
            PushPermission.require(remote);
            return "the server takes a push; what protects " + branch + " shows at the first one";
        }));
        repository
                .forge()
                .ifPresent(forge -> findings.add(tried("forge", () -> {
                    forge.get()
                            .find(
                                    settings.owner().branch("check"),
                                    remote.origin().branch());
                    return "requests can be read";
                })));
        if (!read.isEmpty()) {
            clusters(read.getFirst(), findings);
        }
    }

    private void clusters(Snapshot published, List<PartFinding> findings) {
        List<PartFinding> found = new ArrayList<>();
        found.add(tried("clusters", () -> {
            var networks = clusters.networks(settings, published);
            networks.settings().warnings().stream()
                    .filter(warning -> !settings.warnings().contains(warning))
                    .forEach(doubt -> found.add(new PartFinding(PartState.DOUBTFUL, "clusters", doubt)));
            return networks.networks().isEmpty()
                    ? "none is asked for its networks: all are configured"
                    : networks.networks().size() + " asked for their networks";
        }));
        // What was found on the way comes after what it belongs to.
        findings.add(found.removeLast());
        findings.addAll(found);
        clusters.storage()
                .forEach(storage -> findings.add(new PartFinding(
                        switch (storage.state()) {
                            case READY -> PartState.WORKS;
                            case MISSING -> PartState.FAILS;
                            case UNSEEN -> PartState.DOUBTFUL;
                        },
                        "storage of " + storage.cluster(),
                        storage.message())));
    }

    /** What deploys clusters, and where they have an API of their own what they do with it: verification reads both. */
    private void followed(List<PartFinding> findings) {
        ClusterReader reader = new ClusterReader(access);
        links.followed().forEach(link -> {
            String part = "deployment of " + link.cluster();
            progress.accept("trying " + part);
            link.applications()
                    .forEach(application ->
                            findings.add(finding(part, "Application " + application, reader.application(application))));
            link.kubeconfig().ifPresent(kubeconfig -> settings.clusters().stream()
                    .filter(cluster -> cluster.name().equals(link.cluster()))
                    .flatMap(cluster -> cluster.targets().stream())
                    .findFirst()
                    .ifPresent(target -> findings.add(finding(
                            "API of " + link.cluster(),
                            "the firewall of " + target.namespace(),
                            reader.rules(Optional.of(kubeconfig), target.namespace())
                                    .map(rules -> rules + " rules")))));
        });
    }

    /** What is not there yet may come with the first commit. */
    private static PartFinding finding(String part, String subject, Answer<String> answer) {
        return switch (answer) {
            case Answer.Found<String>(String words) ->
                new PartFinding(
                        PartState.WORKS, part, subject + " can be read" + (words.isEmpty() ? "" : ": " + words));
            case Answer.Absent<String>() ->
                new PartFinding(PartState.DOUBTFUL, part, subject + " does not exist yet, though the API answers");
            case Answer.Unseen<String>(String reason) -> new PartFinding(PartState.FAILS, part, reason);
        };
    }

    private PartFinding tried(String part, Supplier<String> attempt) {
        progress.accept("trying " + part);
        try {
            return new PartFinding(PartState.WORKS, part, attempt.get());
        } catch (ExplainedException e) {
            return new PartFinding(PartState.FAILS, part, e.explanation());
        } catch (RuntimeException e) { // a check tells of everything that fails
            return new PartFinding(PartState.FAILS, part, "unexpected: " + OutsideText.line(e.toString()));
        }
    }

    private String words(Document document) {
        Optional<Duration> age = document.age(clock.instant());
        return document.prefixes().prefixes(Family.IPV4).size() + " prefixes IPv4, "
                + document.prefixes().prefixes(Family.IPV6).size() + " IPv6"
                + age.map(duration -> ", published " + duration.toHours() + " hours ago")
                        .orElse("");
    }
}
