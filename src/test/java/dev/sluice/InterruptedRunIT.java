package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.BareRepository;
import dev.sluice.gitops.GitHttpServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are killed or outrun at every request to the Git server: no commit is lost, none is half there. */
class InterruptedRunIT {

    private static final long TOKEN = 1_767_225_600_000L;

    @TempDir
    Path folder;

    private BareRepository repository;
    private GitHttpServer server;
    private Feeds feeds;

    @BeforeEach
    void startServer() throws Exception {
        repository = BareRepository.create(folder.resolve("fleet.git"));
        repository.write("main", Map.of("README.md", "fleet\n"));
        server = GitHttpServer.start(repository);
        feeds = new Feeds(folder).publish(TOKEN, Feeds.GOOG, Feeds.CLOUD);
    }

    @AfterEach
    void stopServer() throws Exception {
        server.close();
    }

    private OneShot sluice(String name, String url) throws Exception {
        return new OneShot(Files.createDirectories(folder.resolve(name)))
                .configured("sluice:\n" + feeds.yaml()
                        + """
                          clusters:
                            %s:
                              networks: { machine: 192.168.99.0/24, service: 172.22.0.0/16, pod: 10.132.0.0/14 }
                              egress-firewalls: [{ namespace: llm-demo }]
                          git:
                            url: "%s"
                            path: fleets/%s
                            notes: false
                            username: %s
                            token: %s
                        """.formatted(name, url, name, GitHttpServer.USERNAME, GitHttpServer.TOKEN));
    }

    @Test
    void leavesTheRemoteBeforeOrAfterWhereverItIsKilled() throws Exception {
        // Given what an undisturbed run publishes
        ObjectId before = repository.tip("main");
        sluice("demo", server.url()).run("--once");
        Map<String, String> expected = new TreeMap<>(repository.files("main"));
        int requests = server.requests().size();

        for (int request = 1; request <= requests; request++) {
            String moment = "before request " + request + " of " + requests;
            repository.point("main", before);

            // When
            killAt(request, Gate.At.REQUEST, moment);

            // Then
            assertThat(repository.tip("main")).as(moment).isEqualTo(before);
        }

        // When it is killed after the server has done what it asked last
        killAt(requests, Gate.At.ANSWER, "before the answer to its push");

        // Then
        assertThat(repository.files("main")).isEqualTo(expected);
        assertThat(repository.log("main")).hasSize(2);
        assertThat(sluice("demo", server.url()).run("--once").out()).contains("unchanged:");
        assertThat(repository.log("main")).hasSize(2);
    }

    private void killAt(int request, Gate.At at, String moment) throws Exception {
        try (Gate gate = new Gate(server.url(), request, at)) {
            Process run = sluice("demo", gate.url()).start("--once");
            assertThat(gate.isReachedBy(run)).as(moment).isTrue();
            run.destroyForcibly().waitFor();
        }
    }

    @Test
    void finishesItsPushWhenTheServiceIsToldToEnd() throws Exception {
        // Given the number of requests up to the push
        ObjectId before = repository.tip("main");
        sluice("demo", server.url()).run("--once");
        int push = server.requests().size();
        repository.point("main", before);

        // When the service is told to end while its first run waits for the server to take the push
        try (Gate gate = new Gate(server.url(), push, Gate.At.REQUEST)) {
            OneShot service =
                    sluice("demo", gate.url()).with("quarkus.http.port", "0").with("quarkus.management.port", "0");
            Process serving = service.start();
            assertThat(gate.isReachedBy(serving)).isTrue();
            serving.destroy();
            gate.open();
            OneShot.Result ended = service.end(serving);

            // Then
            assertThat(ended.err()).contains("run 1 committed").doesNotContain("still under way");
        }
        assertThat(repository.log("main")).hasSize(2);
    }

    @Test
    void publishesBothOfTwoRunsThatPushAtTheSameTime() throws Exception {
        // Given the number of requests up to the push
        sluice("first", server.url()).run("--once");
        int push = server.requests().size();
        feeds.publish(
                TOKEN + 1,
                List.of("8.8.4.0/24", "8.8.8.0/24", "34.64.0.0/10", "142.250.0.0/15", "8.34.0.0/24"),
                Feeds.CLOUD);

        // When the first run's push waits until the second has pushed
        try (Gate gate = new Gate(server.url(), push, Gate.At.REQUEST)) {
            OneShot first = sluice("first", gate.url());
            Process running = first.start("--once");
            assertThat(gate.isReachedBy(running)).isTrue();
            OneShot.Result second = sluice("second", server.url()).run("--once");
            gate.open();
            OneShot.Result outrun = first.end(running);

            // Then
            assertThat(second.exit()).as(second.err()).isZero();
            assertThat(outrun.exit()).as(outrun.out() + outrun.err()).isZero();
        }
        assertThat(repository.log("main")).hasSize(4);
        assertThat(repository.files("main").get("fleets/first/first/firewall/egress-firewall-llm-demo.yaml"))
                .contains("8.34.0.0/24");
        assertThat(repository.files("main")).containsKey("fleets/second/second/firewall/egress-firewall-llm-demo.yaml");
    }
}
