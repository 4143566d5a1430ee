package dev.sluice.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sluice.cluster.Answer;
import dev.sluice.cluster.ApiException;
import dev.sluice.cluster.storage.StorageFinding;
import dev.sluice.cluster.verification.Finding;
import dev.sluice.cluster.verification.Since;
import dev.sluice.cluster.verification.State;
import dev.sluice.cluster.verification.Verification;
import dev.sluice.feed.Feed;
import dev.sluice.feed.FeedClient;
import dev.sluice.feed.FeedSource;
import dev.sluice.feed.Format;
import dev.sluice.feed.Transfer;
import dev.sluice.gitops.GitException;
import dev.sluice.manifest.ObjectKind;
import dev.sluice.manifest.ObjectRef;
import dev.sluice.review.ForgeException;
import dev.sluice.run.RunReport;
import dev.sluice.serve.api.Problem;
import dev.sluice.verify.CheckResult.Incomparable;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever text comes in at an edge, what leaves it is one short line that a terminal only shows. */
class HostileEdgesTest {

    private static final Map<String, String> TEXTS = Map.of(
            "escape", "a\u001b]0;title\u0007\u001b[2J",
            "line breaks", "a\r\nERROR everything is lost\nb",
            "NUL", "a\u0000b",
            "direction", "a\u202egnorw\u2066b\u200f",
            "separators", "a\u2028b\u2029c\u0085d",
            "secret", "https://robot:hunter2@git.example/x?token=hunter2",
            "10 MB", "x".repeat(10 * 1024 * 1024));

    private static final Instant NOW = Instant.parse("2026-01-02T02:08:00Z");

    @TempDir
    static Path folder;

    private static final Map<String, Function<String, String>> EDGES = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "syncToken",
                    text -> feed(
                            Format.GOOGLE,
                            json(Map.of("syncToken", text, "prefixes", List.of(Map.of("ipv4Prefix", "8.8.8.0/24")))))),
            Map.entry(
                    "prefix",
                    text -> feed(
                            Format.GOOGLE,
                            json(Map.of("syncToken", "1", "prefixes", List.of(Map.of("ipv4Prefix", text)))))),
            Map.entry(
                    "entry without a prefix",
                    text -> feed(
                            Format.GOOGLE, json(Map.of("syncToken", "1", "prefixes", List.of(Map.of("x", text)))))),
            Map.entry("a key twice", text -> feed(Format.GOOGLE, "{" + json(text) + ":1," + json(text) + ":2}")),
            Map.entry("no JSON", text -> feed(Format.GOOGLE, "<html>" + text)),
            Map.entry("line", text -> feed(Format.LINES, text)),
            Map.entry("Git", text -> new GitException(text, new IOException()).getMessage()),
            Map.entry("forge", text -> new ForgeException(text, new IOException()).getMessage()),
            Map.entry("Kubernetes client", text -> new ApiException(text).getMessage()),
            Map.entry("Kubernetes", text -> new Answer.Unseen<>(text).reason()),
            Map.entry("operator", text -> finding(text).reason()),
            Map.entry("detail", text -> finding(text).details().getFirst()),
            Map.entry("Argo CD", text -> verification(text).reason()),
            Map.entry("revision", text -> verification(text).revision().orElseThrow()),
            Map.entry(
                    "storage", text -> new StorageFinding("demo", StorageFinding.StorageState.UNSEEN, text).message()),
            Map.entry("checkout", text -> new Incomparable("demo", text).line()),
            Map.entry("caller", text -> new Problem(text).error()),
            Map.entry("report", text -> report(text).message()),
            Map.entry("reason of a report", text -> report(text).reasons().getFirst()),
            Map.entry("unseen of a report", text -> report(text).unseen().getFirst()),
            Map.entry("warning of a report", text -> report(text).warnings().getFirst())));

    static Stream<Arguments> edges() {
        return EDGES.keySet().stream().flatMap(edge -> TEXTS.keySet().stream().map(text -> Arguments.of(edge, text)));
    }

    @ParameterizedTest
    @MethodSource("edges")
    void leavesOneShortLine(String edge, String kind) {
        String line = EDGES.get(edge).apply(TEXTS.get(kind));

        assertThat(line).isNotEmpty().doesNotContain("hunter2").hasSizeLessThan(5_000);
        assertThat(line.codePoints())
                .allMatch(point -> Character.getType(point) != Character.CONTROL
                        && Character.getType(point) != Character.FORMAT
                        && Character.getType(point) != Character.LINE_SEPARATOR
                        && Character.getType(point) != Character.PARAGRAPH_SEPARATOR);
    }

    private static String feed(Format format, String document) {
        try {
            Path file = Files.writeString(folder.resolve("feed"), document);
            FeedSource source =
                    FeedSource.of(new Transfer(Duration.ofSeconds(1), Duration.ofSeconds(1), 100 * 1024 * 1024), null);
            return catchThrowable(() -> new FeedClient(source).fetch(new Feed("goog", file.toUri(), format)))
                    .getMessage();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json(Object document) {
        return Serialization.asJson(document);
    }

    private static Finding finding(String text) {
        return new Finding(
                new ObjectRef(ObjectKind.LOKI_STACK, "netobserv", "loki"),
                "",
                State.FAILED,
                text,
                text,
                Optional.of(Since.told(NOW)),
                List.of(text),
                List.of(text),
                Optional.of(new Finding.Unobserved(text, NOW)));
    }

    private static Verification verification(String text) {
        return new Verification(
                "demo",
                "c1",
                State.FAILED,
                text,
                text,
                Since.told(NOW),
                List.of("openshift-gitops/sluice-demo"),
                Optional.of(text),
                Optional.of(finding(text)),
                List.of(finding(text)));
    }

    private static RunReport report(String text) {
        return new RunReport(
                1,
                NOW,
                NOW,
                "failed",
                text,
                null,
                List.of(text),
                null,
                null,
                List.of(),
                "exact",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(text),
                List.of(text),
                null);
    }
}
