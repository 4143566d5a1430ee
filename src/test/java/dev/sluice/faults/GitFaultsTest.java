package dev.sluice.faults;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sluice.gitops.GitHttpServer;
import dev.sluice.run.ClusterFacts;
import dev.sluice.run.Fleet;
import dev.sluice.run.LabSettings;
import dev.sluice.run.LogLines;
import dev.sluice.run.RunLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.util.FS;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every row of {@code git.yaml}: whole runs on feeds with a change, into repositories and servers that misbehave. */
class GitFaultsTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "llm-demo"));

    /** No server that is silent is waited for longer than a second. */
    private static final Duration ENDLESS = Duration.ofMinutes(2);

    private static final Pattern WRITES = Pattern.compile("others write `(.*)` at `(.*)`", Pattern.DOTALL);
    private static final Pattern PUTS = Pattern.compile("others put (.*) at `(.*)`");
    private static final Pattern EDITS = Pattern.compile("others make `(.*)` of `(.*)` in `(.*)`", Pattern.DOTALL);
    private static final Pattern DELETES = Pattern.compile("others delete `(.*)`");
    private static final Pattern REFUSES = Pattern.compile("a hook of the server says `(.*)`", Pattern.DOTALL);
    private static final Pattern REJECTS = Pattern.compile("the server refuses with `(.*)`");
    private static final Pattern ANSWERS = Pattern.compile("the server answers (\\d+)");
    private static final Pattern SENDS = Pattern.compile("the server sends `(.*)`", Pattern.DOTALL);
    private static final Pattern WIRE = Pattern.compile("the server (.*)");

    @TempDir
    private static Path folder;

    private static RunLab lab;
    private static int scenes;

    @BeforeAll
    static void publish() {
        FS.DETECTED.setUserHome(folder.toFile());
        lab = new RunLab(folder.resolve("lab"));
        lab.feeds.publish(GOOG, CLOUD);
        lab.run(DEMO);
        lab.feeds.publish(with(GOOG, "8.8.8.8/32"), CLOUD);
    }

    @AfterAll
    static void restoreHome() {
        FS.DETECTED.setUserHome(null);
    }

    @TestFactory
    Stream<DynamicTest> endAsTheTableSays() {
        return FaultTable.read("git").tests(row -> assertTimeoutPreemptively(ENDLESS, () -> check(row)));
    }

    private static void check(FaultCase row) throws Exception {
        Path own = Files.createDirectories(folder.resolve("scene-" + scenes++));
        try (GitScene scene = new GitScene(lab, own);
                LogLines log = LogLines.of("")) {
            for (String fault : row.done().split(", and ")) {
                deed(scene, fault).happen();
            }
            if (row.done().contains("silent")) {
                scene.hurry();
            }
            String before = scene.tip();
            int commits = commits(scene);
            LabSettings settings = DEMO.settings(lab.feeds.feeds(), scene.origin());
            RunEnd end = new RunEnd(
                    lab.run(settings, RunLab.reader(settings), scene.publishing(), ClusterFacts.NONE), log.lines());
            end.assertAs(row, List.of(GitHttpServer.TOKEN, "s3cr3t"));
            switch (row.branch().orElseThrow()) {
                case STAYS -> assertThat(scene.tip()).isEqualTo(before);
                case MOVES -> {
                    assertThat(end.result().outcome().message()).contains(scene.tip());
                    assertThat(commits(scene)).isEqualTo(commits + 1);
                }
                case EITHER -> throw new IllegalArgumentException(row.name());
                case THEIRS -> assertThat(end.result().outcome().message()).doesNotContain(scene.tip());
                case ON_THEIRS -> {
                    assertThat(end.result().outcome().message()).contains(scene.tip());
                    assertThat(scene.repository
                                    .log("main")
                                    .getFirst()
                                    .getParent(0)
                                    .name())
                            .isNotEqualTo(before);
                }
            }
        }
    }

    /** None where the branch or what it names cannot be read. */
    private static int commits(GitScene scene) {
        try {
            return scene.repository.log("main").size();
        } catch (IOException e) {
            return 0;
        }
    }

    private static GitScene.Deed deed(GitScene scene, String fault) {
        ServerFaults servers = new ServerFaults(scene);
        RepositoryFaults repositories = new RepositoryFaults(scene);
        Optional<GitScene.Deed> named = servers.named(fault).or(() -> repositories.named(fault));
        return named.or(() -> matching(WRITES, fault).map(found -> repositories.write(found.group(2), found.group(1))))
                .or(() -> matching(PUTS, fault).map(found -> repositories.entry(found.group(1), found.group(2))))
                .or(() -> matching(EDITS, fault)
                        .map(found -> repositories.edit(found.group(3), found.group(2), found.group(1))))
                .or(() -> matching(DELETES, fault).map(found -> repositories.delete(found.group(1))))
                .or(() -> matching(REFUSES, fault).map(found -> servers.refusing(found.group(1))))
                .or(() -> matching(REJECTS, fault).map(found -> servers.rejecting(found.group(1))))
                .or(() -> matching(ANSWERS, fault)
                        .map(found ->
                                servers.wire(ServerFaults.status(found.group(1), "text/html", "<html>Error</html>"))))
                .or(() -> matching(SENDS, fault)
                        .map(found -> servers.wire(ServerFaults.status(
                                "200", "application/x-git-upload-pack-advertisement", found.group(1)))))
                .or(() -> matching(WIRE, fault)
                        .map(found -> servers.wire(new WireFaults(() -> new byte[1000]).answer(found.group(1)))))
                .orElseThrow(() -> new IllegalArgumentException("no fault of Git: " + fault));
    }

    private static Optional<Matcher> matching(Pattern form, String fault) {
        return Optional.of(form.matcher(fault)).filter(Matcher::matches);
    }
}
