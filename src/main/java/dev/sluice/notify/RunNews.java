package dev.sluice.notify;

import dev.sluice.notify.Observed.NewsRule;
import dev.sluice.ranges.Sha256;
import dev.sluice.run.HeldChange;
import dev.sluice.run.Outcome;
import dev.sluice.run.RunFinished;
import dev.sluice.run.RunReport;
import dev.sluice.run.RunReport.RequestReport;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run found, in the order in which it is sent. */
final class RunNews {

    private static final String RUN = "run";

    private final RunReport report;
    private final Optional<URI> page;

    private RunNews(RunReport report, Optional<URI> page) {
        this.report = report;
        this.page = page;
    }

    /** @param page where people look at Sluice; empty where no address is known */
    static List<Observed> of(RunFinished run, Optional<URI> page) {
        RunNews news = new RunNews(run.report(), page);
        List<Observed> all = new ArrayList<>();
        run.outcome().landed().ifPresent(landed -> all.add(news.committed(landed)));
        run.report().requests().forEach(request -> news.request(request).ifPresent(all::add));
        news.run(run.outcome()).ifPresent(all::add);
        return all;
    }

    private Observed committed(Outcome.Committed landed) {
        return new Observed(
                "commit",
                landed.commit(),
                NewsRule.ALWAYS,
                notification(
                        EventKind.COMMITTED,
                        "Committed: " + landed.subject(),
                        "commit " + landed.commit(),
                        List.of(),
                        Optional.of(landed.commit()),
                        page));
    }

    /** Its address is its state: what is written into it later, the forge itself tells those who watch it. */
    private Optional<Observed> request(RequestReport request) {
        return switch (request.state()) {
            case "opened", "updated", "unchanged", "waiting" ->
                Optional.ofNullable(request.url())
                        .map(url -> new Observed(
                                "request " + request.subject(),
                                url,
                                NewsRule.ALWAYS,
                                notification(
                                        EventKind.PROPOSED,
                                        "A change of " + request.subject() + " waits for review",
                                        url,
                                        request.reason().isEmpty() ? List.of() : List.of(request.reason()),
                                        Optional.empty(),
                                        uri(url).or(() -> page))));
            default -> Optional.empty();
        };
    }

    private static Optional<URI> uri(String url) {
        try {
            return Optional.of(URI.create(url));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // it was cut
        }
    }

    /** A run that was skipped says nothing about the one before it, and only its caller hears of a dry run. */
    private Optional<Observed> run(Outcome outcome) {
        return switch (outcome.kind()) {
            case HELD ->
                Optional.of(new Observed(
                        "runs",
                        "held " + effect(),
                        NewsRule.ALWAYS,
                        notification(
                                EventKind.HELD,
                                "A change is held back and waits for a person",
                                change(),
                                report.reasons(),
                                Optional.empty(),
                                page)));
            case FAILED ->
                Optional.of(new Observed(
                        "runs",
                        "failed",
                        NewsRule.ALWAYS,
                        notification(
                                EventKind.FAILED,
                                "A run failed",
                                report.message(),
                                List.of(),
                                Optional.empty(),
                                page)));
            case UNCHANGED, COMMITTED, PROPOSED, FROZEN ->
                Optional.of(new Observed(
                        "runs",
                        "good",
                        NewsRule.AFTER_TROUBLE,
                        notification(
                                EventKind.RECOVERED,
                                "Runs end well again",
                                report.outcome() + ": " + report.message(),
                                List.of(),
                                Optional.empty(),
                                page)));
            case SKIPPED, PLANNED -> Optional.empty();
        };
    }

    private String change() {
        return Optional.ofNullable(report.held())
                .map(HeldChange::message)
                .flatMap(message -> message.lines().findFirst())
                .orElse("");
    }

    /**
     * The same while the same is held for the same reasons, whatever tokens the feeds came with and whatever guards measured
     * today: of the commit its subject and its table count, of reasons their words.
     */
    private String effect() {
        Stream<String> changes = Optional.ofNullable(report.held()).stream()
                .flatMap(held -> held.message().lines())
                .filter(line -> line.startsWith("|"));
        Stream<String> reasons = report.reasons().stream()
                .map(reason -> reason.replaceAll("[-+]?[0-9][0-9.,]*", "#"))
                .sorted();
        return Sha256.hex(Stream.of(Stream.of(change()), changes, reasons)
                        .flatMap(lines -> lines)
                        .collect(Collectors.joining("\n")))
                .substring(0, 16);
    }

    private Notification notification(
            EventKind kind,
            String title,
            String text,
            List<String> details,
            Optional<String> commit,
            Optional<URI> link) {
        Instant time = report.finished();
        return new Notification(kind, RUN, title, text, details, commit, link, time);
    }
}
