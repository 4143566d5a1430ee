package dev.sluice.plan;

import dev.sluice.feed.Document;
import dev.sluice.gitops.Message;
import dev.sluice.plan.briefing.Title;
import dev.sluice.plan.settings.MessageTemplate;
import dev.sluice.plan.settings.MessageTemplate.MessageFacts;
import dev.sluice.policy.Amounts;
import dev.sluice.policy.NetEffect;
import dev.sluice.render.Part;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what a commit changes: the net effect in the subject, a table in the body, the feeds in the trailers. */
final class CommitMessage {

    private static final String HEAD = "| cluster | IPv4 addresses denied | newly | no longer"
            + " | IPv6 /64 networks denied | newly | no longer | files written | deleted |\n"
            + "|---|---|---|---|---|---|---|---|---|\n";

    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final List<ClusterPlan> changing;
    private final List<RemovedCluster> removed;
    private final List<String> overridden;
    private final Optional<String> acceptedBy;
    private final List<Document> documents;
    private final String digest;

    /**
     * @param overridden what is overridden with this commit, a sentence each
     * @param acceptedBy who let it pass; empty where no one had to
     */
    CommitMessage(
            ChangeSet group,
            List<String> overridden,
            Optional<String> acceptedBy,
            List<Document> documents,
            String digest) {
        this.acceptedBy = acceptedBy;
        this.changing = group.clusters();
        this.removed = group.removed();
        this.overridden = List.copyOf(overridden);
        this.documents = documents;
        this.digest = digest;
    }

    /** @throws dev.sluice.plan.settings.MessageTemplateException if a template fails */
    Message message(MessageTemplate template) {
        MessageFacts facts =
                new MessageFacts(subject(), clusters(), table(), feeds(), date(), String.join("\n", overridden));
        SequencedMap<String, String> all = template.trailers(facts);
        trailers().forEach(all::put);
        return new Message(template.subject(facts), template.body(facts).orElseGet(() -> body(facts)), all);
    }

    private String subject() {
        return Title.of(
                changing.stream().map(ClusterPlan::inShort).toList(),
                removed.stream().map(RemovedCluster::name).toList());
    }

    private String body(MessageFacts facts) {
        return Stream.of(facts.table() + moves(), facts.overridden(), facts.feeds())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private String clusters() {
        return changing.size() + removed.size() == 1
                ? Stream.concat(
                                changing.stream().map(plan -> plan.cluster().name()),
                                removed.stream().map(RemovedCluster::name))
                        .findFirst()
                        .orElseThrow()
                : changing.size() + removed.size() + " clusters";
    }

    /** When the feeds were published, for example {@code Feeds: goog and cloud of 1 January 2026, 00:00 UTC}. */
    private String feeds() {
        SequencedMap<String, List<String>> byTime = new LinkedHashMap<>();
        for (Document document : documents) {
            published(document)
                    .ifPresent(time -> byTime.computeIfAbsent(DAY_AND_TIME.format(time), any -> new ArrayList<>())
                            .add(document.name()));
        }
        return byTime.isEmpty()
                ? ""
                : byTime.entrySet().stream()
                        .map(time -> String.join(" and ", time.getValue()) + " of " + time.getKey())
                        .collect(Collectors.joining("; ", "Feeds: ", ""));
    }

    /** The day of the newest publication, in UTC; empty where no feed says. */
    private String date() {
        return documents.stream()
                .flatMap(document -> published(document).stream())
                .max(Comparator.naturalOrder())
                .map(DAY::format)
                .orElse("");
    }

    private static Optional<Instant> published(Document document) {
        return document.token().isPresent()
                ? Optional.of(Instant.ofEpochMilli(document.token().getAsLong()))
                : Optional.empty();
    }

    private String table() {
        Stream<String> gone = removed.stream()
                .map(cluster -> "| " + cluster.name() + " | removed | | | | | | | "
                        + cluster.change().deleted().size() + " |");
        return HEAD
                + Stream.concat(changing.stream().map(CommitMessage::row), gone).collect(Collectors.joining("\n"));
    }

    private static String row(ClusterPlan plan) {
        NetEffect.Denied ipv4 = plan.effect().ipv4();
        NetEffect.Denied ipv6 = plan.effect().ipv6();
        return "| %s | %s | %s | %s | %s | %s | %s | %d | %d |"
                .formatted(
                        plan.cluster().name(),
                        Amounts.number(ipv4.now()),
                        Amounts.number(ipv4.more()),
                        Amounts.number(ipv4.fewer()),
                        Amounts.networks(ipv6.now()),
                        Amounts.networks(ipv6.more()),
                        Amounts.networks(ipv6.fewer()),
                        plan.change().written().size(),
                        plan.change().deleted().size());
    }

    private String moves() {
        int moved = changing.stream().mapToInt(ClusterPlan::moved).sum();
        return moved == 0
                ? ""
                : "\n\nEach cluster has two folders now, "
                        + Stream.of(Part.values()).map(Part::folder).collect(Collectors.joining(" and "))
                        + ".\nObjects keep their names and namespaces; files moved: " + moved + ".";
    }

    private SequencedMap<String, String> trailers() {
        SequencedMap<String, String> trailers = new LinkedHashMap<>();
        for (Document document : documents) {
            String token = document.token().isPresent()
                    ? "syncToken " + document.token().getAsLong() + " "
                    : "";
            trailers.put("Feed-" + document.name(), token + "sha256 " + document.sha256());
        }
        trailers.put("Feeds-digest", digest);
        acceptedBy.ifPresent(name -> trailers.put("Accepted-by", name));
        return trailers;
    }
}
