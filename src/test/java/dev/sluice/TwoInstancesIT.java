package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.ApiServer;
import dev.sluice.gitops.BareRepository;
import dev.sluice.gitops.GitHttpServer;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two services beside each other, of which one leads: nothing is lost and nothing is done twice when it is killed. */
@Timeout(180)
class TwoInstancesIT {

    private static final long TOKEN = 1_767_225_600_000L;
    private static final int STATES = 100;

    @TempDir
    Path folder;

    private final ApiServer api = new ApiServer();
    private final List<Instance> instances = new ArrayList<>();
    private final List<String> goog = new ArrayList<>(Feeds.GOOG);

    private BareRepository repository;
    private GitHttpServer git;
    private Feeds feeds;
    private int started;

    @BeforeEach
    void start() throws Exception {
        repository = BareRepository.create(folder.resolve("fleet.git"));
        repository.write("main", Map.of("README.md", "fleet\n"));
        git = GitHttpServer.start(repository);
        feeds = new Feeds(folder);
    }

    @AfterEach
    void stop() throws Exception {
        for (Instance instance : instances) {
            instance.close();
        }
        git.close();
        api.close();
    }

    @Test
    void publishEachStateOnceThoughTheLeaderIsKilled() throws Exception {
        // Given
        publish(1);
        instances.add(instance());
        instances.add(instance());

        // When every state is asked for until it is there, and the leader is killed in the middle of a run, twice
        for (int state = 1; state <= STATES; state++) {
            publish(state);
            Instance leader = runWhereItLeads();
            if (state == STATES / 3 || state == 2 * STATES / 3) {
                publish(++state);
                CompletableFuture<HttpResponse<String>> cutOff = leader.run();
                leader.kill();
                cutOff.handle((answer, failure) -> answer).join();
                instances.remove(leader);
                instances.add(instance());
                runWhereItLeads();
            }
        }

        // Then
        List<String> tokens = repository.log("main").reversed().stream()
                .skip(1)
                .map(commit -> googToken(commit.getFullMessage()))
                .toList();
        List<String> expected = new ArrayList<>();
        for (int state = 1; state <= STATES; state++) {
            expected.add(Long.toString(TOKEN + state));
        }
        assertThat(tokens).isEqualTo(expected);
        assertThat(instances.get(0).metrics() + instances.get(1).metrics())
                .contains("sluice_leader 1.0")
                .contains("sluice_leader 0.0");
    }

    private Instance instance() throws Exception {
        Path own = Files.createDirectories(folder.resolve("instance-" + ++started));
        OneShot program = new OneShot(own)
                .configured("sluice:\n" + feeds.yaml()
                        + """
                          schedule: off
                          namespace: egress-fw-updater
                          leader-election: { enabled: true, duration: 4s, renew-deadline: 3s, retry-period: 1s }
                          clusters:
                            demo:
                              networks: { machine: 192.168.99.0/24, service: 172.22.0.0/16, pod: 10.132.0.0/14 }
                              egress-firewalls: [{ namespace: llm-demo }]
                          git:
                            url: "%s"
                            username: %s
                            token: %s
                        """.formatted(git.url(), GitHttpServer.USERNAME, GitHttpServer.TOKEN))
                .with("kubernetes.master", api.config().getMasterUrl())
                .with("kubernetes.auth.tryKubeConfig", "false")
                .with("kubernetes.auth.tryServiceAccount", "false");
        return new Instance(own, program);
    }

    /** Each state has one prefix more, which merges with no other, so that each needs a commit of its own. */
    private void publish(int state) throws Exception {
        String prefix = "9." + 2 * state + ".0.0/24";
        if (!goog.contains(prefix)) {
            goog.add(prefix);
        }
        feeds.publish(TOKEN + state, goog, Feeds.CLOUD);
    }

    /** Asks one after the other until one has done a run; one that starts, stands by or runs already is asked again. */
    private Instance runWhereItLeads() throws Exception {
        for (int turn = 0; ; turn++) {
            Instance asked = instances.get(turn % instances.size());
            assertThat(asked.isAlive()).as(asked::log).isTrue();
            try {
                HttpResponse<String> answer = asked.run().get();
                if (answer.statusCode() == 200) {
                    assertThat(answer.body()).containsPattern("\"outcome\":\"(committed|unchanged)\"");
                    return asked;
                }
                assertThat(answer.statusCode()).as(answer.body()).isIn(409, 503);
            } catch (ExecutionException e) {
                // it has not bound its port yet
            }
        }
    }

    private static String googToken(String message) {
        return message.replaceFirst("(?s).*Feed-goog: syncToken ([0-9]+) .*", "$1");
    }
}
