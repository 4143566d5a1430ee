package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.gitops.BareRepository;
import dev.sluice.gitops.GitHttpServer;
import dev.sluice.review.forge.github.StubForge;
import dev.sluice.review.forge.github.StubForge.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program, a forge of GitHub's shape, and a real Git server over smart HTTP behind it. */
class ProposingIT {

    private static final long TOKEN = 1_767_225_600_000L;
    private static final String BRANCH = "sluice/demo";

    private static final List<String> MORE =
            Stream.concat(Feeds.GOOG.stream(), Stream.of("8.8.9.0/24")).toList();

    @TempDir
    Path folder;

    private BareRepository repository;
    private GitHttpServer git;
    private StubForge forge;
    private Feeds feeds;
    private OneShot sluice;

    @BeforeEach
    void startServers() throws Exception {
        repository = BareRepository.create(folder.resolve("fleet.git"));
        repository.write("main", Map.of("README.md", "Fleet\n"));
        git = GitHttpServer.start(repository);
        forge = StubForge.start();
        forge.heads(this::head);
        feeds = new Feeds(folder).publish(TOKEN, Feeds.GOOG, Feeds.CLOUD);
        sluice = new OneShot(folder)
                .configured("sluice:\n" + feeds.yaml()
                        + """
                  clusters:
                    demo:
                      networks: { machine: 192.168.99.0/24, service: 172.22.0.0/16, pod: 10.132.0.0/14 }
                      egress-firewalls: [{ namespace: llm-demo }]
                  git:
                    url: "%s"
                    username: %s
                    token-file: %s
                  review:
                    forge: github
                    url: "%s"
                    repository: %s
                    token-file: %s
                    labels: [egress]
                """.formatted(
                                        git.url(),
                                        GitHttpServer.USERNAME,
                                        Files.writeString(folder.resolve("git-token"), GitHttpServer.TOKEN),
                                        forge.url(),
                                        StubForge.REPOSITORY,
                                        Files.writeString(folder.resolve("forge-token"), StubForge.TOKEN)));
    }

    @AfterEach
    void stopServers() throws Exception {
        git.close();
        forge.close();
    }

    @Test
    void keepsOneRequestThroughItsLife() throws Exception {
        // When
        OneShot.Result opened = sluice.run("--once");
        List<Call> opening = calls();
        OneShot.Result unchanged = sluice.run("--once");
        List<Call> idle = calls();
        feeds.publish(TOKEN + 1000, MORE, Feeds.CLOUD);
        OneShot.Result updated = sluice.run("--once");

        // Then
        assertThat(opened.exit()).as(opened.err()).isZero();
        assertThat(opened.out()).contains("request demo: opened").contains("proposed: demo opened");
        assertThat(opening).filteredOn(Call::isWrite).isNotEmpty();
        assertThat(unchanged.out()).contains("request demo: unchanged");
        assertThat(idle).noneMatch(Call::isWrite);
        assertThat(updated.out()).contains("request demo: updated");
        JsonNode request = forge.pulls().getFirst();
        assertThat(forge.pulls()).hasSize(1);
        assertThat(request.path("body").asText()).contains("<summary>Certificate</summary>", "<!-- sluice:content ");
        assertThat(request.path("labels").findValuesAsText("name")).contains("egress", "risk/high");
        assertThat(repository.files("main")).containsOnlyKeys("README.md");
        assertThat(opened.out() + opened.err() + unchanged.err() + updated.err())
                .doesNotContain(GitHttpServer.TOKEN, StubForge.TOKEN);
    }

    @Test
    void showsInADryRunWhatItWouldProposeAndAsksNobody() throws Exception {
        // When
        OneShot.Result result = sluice.run("--once", "--dry-run");

        // Then
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("+        cidrSelector: 8.8.8.0/24\n")
                .contains("planned: would propose demo: demo: deny");
        assertThat(calls()).isEmpty();
        assertThat(repository.tip(BRANCH)).isEqualTo(ObjectId.zeroId());
    }

    private List<Call> calls() {
        List<Call> calls = forge.calls();
        forge.forgetCalls();
        return calls;
    }

    private Optional<String> head(String branch) {
        try {
            ObjectId tip = repository.tip(branch);
            return tip.equals(ObjectId.zeroId()) ? Optional.empty() : Optional.of(tip.name());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
