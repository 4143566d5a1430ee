package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.gitops.GitHttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;

/** The one-shot as its users and CronJobs see it: the packaged program, its exit codes and what it prints. */
class OneShotIT extends OneShotScene {

    @Test
    void commitsAndThenFindsNothingToDo() throws Exception {
        // When
        OneShot.Result first = sluice.run("--once");
        OneShot.Result second = sluice.run("--once");

        // Then
        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.out())
                .contains("committed: commit " + repository.tip("main").name());
        assertThat(second.exit()).isZero();
        assertThat(second.out()).contains("unchanged:");
        assertThat(repository.log("main")).hasSize(1);
    }

    @Test
    void printsAPlanAndWritesNowhere() throws Exception {
        // When
        OneShot.Result result = sluice.run("--once", "--dry-run");

        // Then
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .startsWith("cluster  namespace  rules before  after  newly denied")
                .doesNotContain("diff --git a/clusters/demo/.sluice/cloud.txt")
                .contains("+        cidrSelector: 8.8.8.0/24\n")
                .contains("planned: would commit: demo: deny");
        assertThat(repository.tip("main")).isEqualTo(ObjectId.zeroId());
    }

    @Test
    void printsAPlanForAProgram() throws Exception {
        // When
        OneShot.Result result = sluice.run("plan", "--format", "json", "--full");

        // Then
        assertThat(result.exit()).as(result.err()).isZero();
        JsonNode plan = new ObjectMapper().readTree(result.out());
        assertThat(plan.path("outcome").asText()).isEqualTo("planned");
        assertThat(plan.path("changes").path(0).path("rulesAfter").asInt()).isPositive();
        assertThat(plan.path("diff").asText()).startsWith("diff --git a/clusters/demo/.sluice/cloud.txt");
    }

    @Test
    void saysWhatWorksAndWhatDoesNot() throws Exception {
        // When
        OneShot.Result good = sluice.run("check");
        Files.writeString(folder.resolve("cloud.json"), "<!DOCTYPE html><title>Error 500</title>");
        OneShot.Result bad = sluice.run("check");

        // Then
        assertThat(good.exit()).as(good.out() + good.err()).isZero();
        assertThat(good.out().lines())
                .allMatch(line -> line.startsWith("works  "))
                .anyMatch(line -> line.startsWith("works  feed goog: 4 prefixes IPv4"))
                .anyMatch(line -> line.startsWith("works  repository, reading: it is empty"))
                .anyMatch(line -> line.startsWith("works  repository, writing: "));
        assertThat(bad.exit()).isEqualTo(1);
        assertThat(bad.out()).contains("FAILS  feed cloud: ", "it is not JSON", "works  feed goog: ");
        assertThat(repository.tip("main")).isEqualTo(ObjectId.zeroId());
    }

    @Test
    void explainsWhatIsPublished() throws Exception {
        // Given
        sluice.run("run");

        // When
        OneShot.Result result = sluice.run("explain", "8.8.8.8");

        // Then
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out()).contains("8.8.8.8: goog lists 8.8.8.0/24\ndemo/llm-demo: Deny, by rule ");
    }

    @Test
    void failsOnARefusedFeed() throws Exception {
        // Given
        Files.writeString(folder.resolve("cloud.json"), "<!DOCTYPE html><title>Error 500</title>");

        // When
        OneShot.Result result = sluice.run("--once");

        // Then
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).contains("failed: feed cloud refused: it is not JSON");
        assertThat(repository.tip("main")).isEqualTo(ObjectId.zeroId());
    }

    @Test
    void failsWhereAnAssertionDoesNotHold() throws Exception {
        // Given feeds that lost what they always had
        feeds.publish(TOKEN, Feeds.GOOG.subList(0, 3), Feeds.CLOUD);

        // When
        OneShot.Result failed = sluice.run("--once");
        OneShot.Result unasked =
                sluice.with("sluice.assertions.\"142.250.0.0/15\"", "off").run("--once");

        // Then
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.out())
                .contains("failed: an assertion fails in namespace llm-demo of cluster demo: 142.250.0.0 is allowed");
        assertThat(unasked.exit()).as(unasked.err()).isZero();
    }

    @Test
    void holdsAJumpUntilItsDigestIsAccepted() throws Exception {
        // Given
        sluice.run("--once");
        feeds.publish(
                TOKEN + 1,
                List.of("8.8.4.0/24", "8.8.8.0/24", "34.64.0.0/10", "142.250.0.0/15", "74.0.0.0/8"),
                Feeds.CLOUD);

        // When
        OneShot.Result held = sluice.run("--once");
        OneShot.Result looked = sluice.run("--once", "--dry-run");
        String digest = held.out().replaceFirst("(?s).*sluice.guards.accept: ([0-9a-f]{64}).*", "$1");
        OneShot.Result accepted = sluice.with("sluice.guards.accept", digest).run("--once");

        // Then
        assertThat(held.exit()).isEqualTo(3);
        assertThat(held.out()).contains("held: difference-gained", "+        cidrSelector: 74.0.0.0/8\n");
        assertThat(looked.exit()).isEqualTo(3);
        assertThat(looked.out())
                .contains("held: difference-gained")
                .containsOnlyOnce("+        cidrSelector: 74.0.0.0/8\n");
        assertThat(accepted.exit()).as(accepted.err()).isZero();
        assertThat(repository.log("main")).hasSize(2);
    }

    @Test
    void skipsFeedsOlderThanThePublishedOnes() throws Exception {
        // Given
        sluice.run("--once");
        feeds.publish(TOKEN - 1, Feeds.GOOG.subList(1, 4), Feeds.CLOUD);

        // When
        OneShot.Result result = sluice.run("--once");

        // Then
        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("skipped: feed goog has syncToken");
        assertThat(repository.log("main")).hasSize(1);
    }

    @Test
    void logsJsonWhereAnImageSwitchesItOn() throws Exception {
        OneShot.Result result =
                sluice.withVariable("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true").run("--once");

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.err().lines()).isNotEmpty().allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        assertThat(result.err()).contains("\"message\":\"run 1 committed in ");
        assertThat(result.out()).contains("committed: commit ");
    }

    @Test
    void takesNoPort() throws Exception {
        // Given the ports of a serving instance, held by whoever holds them
        ServerSocket api = hold(8080);
        ServerSocket management = hold(9000);

        // When
        try (api;
                management) {
            OneShot.Result result = sluice.run("--once");

            // Then
            assertThat(result.exit()).as(result.err()).isZero();
        }
    }

    private static ServerSocket hold(int port) throws IOException {
        try {
            return new ServerSocket(port);
        } catch (BindException e) {
            return new ServerSocket(0); // somebody else holds it, which is as good
        }
    }

    @Test
    void pushesOverHttpWithATokenThatIsNeverShown() throws Exception {
        // Given
        Path token = Files.writeString(folder.resolve("token"), GitHttpServer.TOKEN + "\n");
        try (GitHttpServer server = GitHttpServer.start(repository)) {
            sluice.configured(config(server.url()))
                    .with("sluice.git.username", GitHttpServer.USERNAME)
                    .with("sluice.git.token-file", token.toString());

            // When
            OneShot.Result pushed = sluice.run("--once");
            Files.writeString(token, "wrong-" + GitHttpServer.TOKEN);
            OneShot.Result refused = sluice.run("--once");

            // Then
            assertThat(pushed.exit()).as(pushed.err()).isZero();
            assertThat(repository.log("main")).hasSize(1);
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.out()).contains("the credentials were refused");
            assertThat(pushed.out() + pushed.err() + refused.out() + refused.err())
                    .doesNotContain(GitHttpServer.TOKEN);
        }
    }
}
