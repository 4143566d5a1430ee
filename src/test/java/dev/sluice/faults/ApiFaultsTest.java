package dev.sluice.faults;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.callers.Caller;
import dev.sluice.cluster.callers.CallerReview;
import dev.sluice.run.DetectionLab;
import dev.sluice.run.Fleet;
import dev.sluice.run.LogLines;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every row of {@code api.yaml}: what runs and callers get of a Kubernetes API that misbehaves. */
class ApiFaultsTest {

    private static final String TOKEN = "s3cr3t-token";
    private static final Duration TIMEOUT = Duration.ofMillis(300);

    private static final Pattern ROW =
            Pattern.compile("(a run of a known cluster|a run of a new cluster|a caller): (.*)", Pattern.DOTALL);
    private static final Pattern ANSWERS = Pattern.compile("the API answers (\\d+)(?: with `(.*)`)?", Pattern.DOTALL);
    private static final Pattern REDIRECTS = Pattern.compile("the API redirects by (\\d+) to another port");
    private static final Pattern WIRE = Pattern.compile("the API (.*)");

    private static FeedServer server;
    private static FeedServer stranger;
    private static Access access;
    private static Access overTls;
    private static DetectionLab known;
    private static DetectionLab tls;
    private static DetectionLab unknown;
    private static ObjectId published;

    @BeforeAll
    static void publish(@TempDir Path folder) throws IOException {
        server = new FeedServer();
        stranger = new FeedServer();
        access = access("http");
        overTls = access("https");
        known = new DetectionLab(folder.resolve("known"), Optional.of(access));
        tls = new DetectionLab(folder.resolve("tls"), Optional.of(overTls));
        unknown = new DetectionLab(folder.resolve("unknown"), Optional.of(access));
        Fleet demo = Fleet.of(cluster("demo", "llm-demo"));
        for (DetectionLab lab : List.of(known, tls)) {
            lab.lab.run(demo);
            lab.lab.feeds.publish(with(GOOG, "8.8.8.8/32"), CLOUD);
        }
        published = known.lab.repository.tip("main");
    }

    @AfterAll
    static void stop() throws IOException {
        for (DetectionLab lab : List.of(known, tls, unknown)) {
            lab.close();
        }
        server.close();
        stranger.close();
    }

    @TestFactory
    Stream<DynamicTest> endAsTheTableSays() {
        return FaultTable.read("api").tests(ApiFaultsTest::check);
    }

    private static void check(FaultCase row) throws IOException {
        Matcher words = ROW.matcher(row.done());
        assertThat(words.matches()).as(row.done()).isTrue();
        boolean isTls = words.group(2).equals("the API speaks no TLS");
        server.answerOthers(isTls ? answering("200", "{}") : answer(words.group(2)));
        List<String> astray = new CopyOnWriteArrayList<>();
        stranger.answerOthers((request, client) -> astray.add(request));
        switch (words.group(1)) {
            case "a run of a known cluster" -> checkRun(row, isTls ? tls : known);
            case "a run of a new cluster" -> checkRun(row, unknown);
            default -> checkCaller(row, isTls ? overTls : access);
        }
        assertThat(astray).noneMatch(request -> request.contains(TOKEN));
    }

    private static void checkRun(FaultCase row, DetectionLab lab) throws IOException {
        ObjectId before = lab == unknown ? ObjectId.zeroId() : published;
        if (lab == known) {
            lab.lab.repository.point("main", before);
        }
        try (LogLines log = LogLines.of("")) {
            RunEnd end = new RunEnd(lab.run(lab.detecting(DetectionLab.NONE)), log.lines());
            end.assertAs(row, List.of(TOKEN));
            if (row.branch().orElseThrow() == FaultCase.Branch.STAYS) {
                assertThat(lab.lab.repository.tip("main")).isEqualTo(before);
            } else {
                assertThat(lab.lab.commits()).isEqualTo(2);
                assertThat(lab.lab.files().get("clusters/demo/.sluice/policy.txt"))
                        .contains("machine 192.168.99.0/24", "service 172.22.0.0/16", "pod 10.132.0.0/14");
            }
        }
    }

    private static void checkCaller(FaultCase row, Access asked) {
        Caller caller = new CallerReview(asked, Duration.ofSeconds(1), System::nanoTime).caller(TOKEN);
        assertThat(
                        switch (caller) {
                            case Caller.Known known -> "known";
                            case Caller.Unknown unknown -> "unknown";
                            case Caller.Unreachable away -> "unreachable";
                        })
                .isEqualTo(row.seen());
        row.says().forEach(text -> assertThat(caller.toString()).contains(text));
        assertThat(caller.toString()).doesNotContain(TOKEN);
    }

    private static FeedServer.Answer answer(String fault) {
        Matcher answers = ANSWERS.matcher(fault);
        Matcher redirects = REDIRECTS.matcher(fault);
        Matcher wire = WIRE.matcher(fault);
        if (answers.matches()) {
            return answering(
                    answers.group(1), Optional.ofNullable(answers.group(2)).orElse("{}"));
        }
        if (redirects.matches()) {
            return (request, client) -> WireFaults.send(
                    client,
                    FeedServer.response(redirects.group(1) + " Moved\r\nLocation: " + stranger.url("/"), new byte[0]));
        }
        assertThat(wire.matches()).as(fault).isTrue();
        return new WireFaults(() -> "{}".getBytes(StandardCharsets.UTF_8)).answer(wire.group(1));
    }

    private static FeedServer.Answer answering(String status, String body) {
        return (request, client) -> WireFaults.send(
                client,
                FeedServer.response(
                        status + " Word\r\nContent-Type: application/json", body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Access access(String scheme) {
        return new Access(
                () -> new ConfigBuilder(Config.empty())
                        .withMasterUrl(scheme + "://127.0.0.1:" + server.port())
                        .withOauthToken(TOKEN)
                        .build(),
                KubernetesSerialization::new,
                TIMEOUT);
    }
}
