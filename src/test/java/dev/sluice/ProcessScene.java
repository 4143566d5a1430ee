package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.faults.FaultCase;
import dev.sluice.gitops.BareRepository;
import dev.sluice.gitops.GitHttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.ObjectId;

/** A repository, feeds and the packaged program beside them, in which one fault of a process happens. */
final class ProcessScene implements AutoCloseable {

    private static final long TOKEN = 1_767_225_600_000L;

    private static final Pattern AT_FEED = Pattern.compile("killed before feed request (\\d+) is (seen|answered)");
    private static final Pattern AT_GIT =
            Pattern.compile("killed before (?:Git request (\\d+)|the last Git request) is (seen|answered)");
    private static final Pattern AFTER = Pattern.compile("killed after (\\d+) % of the time that a run takes");
    private static final Pattern BESIDE = Pattern.compile("two instances run for (\\d+) s, folders (apart|the same)");

    private final Path folder;
    private final HttpServer feedServer;
    private final BareRepository repository;
    private final GitHttpServer git;
    private final Feeds feeds;
    private final ObjectId start;
    private int scenes;

    /**
     * How many requests arrive at the Git server.
     *
     * @param first in the first publication
     * @param second in a run with a change after it
     */
    record Requests(int first, int second) {}

    /** Counts them, or knows them from another scene. */
    interface RequestCount {
        Requests in(ProcessScene scene) throws Exception;
    }

    /** @param folder of its own */
    ProcessScene(Path folder) throws Exception {
        this.folder = Files.createDirectories(folder);
        repository = BareRepository.create(folder.resolve("fleet.git"));
        start = repository.write("main", Map.of("README.md", "fleet\n"));
        git = GitHttpServer.start(repository);
        feeds = new Feeds(folder);
        feedServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        feedServer.createContext("/", exchange -> {
            byte[] document = Files.readAllBytes(
                    folder.resolve(exchange.getRequestURI().getPath().substring(1)));
            exchange.sendResponseHeaders(200, document.length);
            exchange.getResponseBody().write(document);
            exchange.close();
        });
        feedServer.start();
    }

    @Override
    public void close() throws Exception {
        git.close();
        feedServer.stop(0);
    }

    void check(FaultCase row, RequestCount count) throws Exception {
        Matcher beside = BESIDE.matcher(row.done());
        if (beside.matches()) {
            runBeside(Integer.parseInt(beside.group(1)), beside.group(2).equals("apart"));
        } else {
            kill(row, count);
        }
    }

    private void kill(FaultCase row, RequestCount count) throws Exception {
        Matcher request = AT_GIT.matcher(row.done());
        if (!request.matches()) {
            kill(row, git.url(), own -> killAt(own, row.done()));
            return;
        }
        Requests usual = count.in(this);
        int stopped = request.group(1) == null ? usual.second() : Integer.parseInt(request.group(1));
        assertThat(stopped).isLessThanOrEqualTo(usual.second());
        // The store is of one address: the gate is open for all other requests.
        try (Gate gate = gate(git.url(), usual.first() + stopped, request.group(2))) {
            kill(row, gate.url(), own -> killWhereReached(gate, sluice(own, feedUrl(), gate.url()), row.done()));
        }
    }

    private interface Kill {
        void in(Path own) throws Exception;
    }

    private void kill(FaultCase row, String gitUrl, Kill kill) throws Exception {
        // Given
        Path own = Files.createDirectories(folder.resolve("scene-" + ++scenes));
        ObjectId published = publish(own, gitUrl);

        // When
        kill.in(own);

        // Then
        switch (row.branch().orElseThrow()) {
            case STAYS -> assertThat(repository.tip("main")).isEqualTo(published);
            case MOVES -> assertThat(repository.log("main")).hasSize(3);
            case EITHER -> assertThat(repository.log("main").size()).isIn(2, 3);
            case THEIRS, ON_THEIRS -> throw new IllegalArgumentException(row.name());
        }
        boolean isDone = repository.log("main").size() == 3;
        OneShot.Result next = sluice(own, feedUrl(), gitUrl).run("--once");
        assertThat(next.exit()).as(next.err()).isZero();
        assertThat(next.out()).contains(isDone ? "unchanged:" : "committed:");
        assertThat(repository.log("main")).hasSize(3);
        assertThat(repository.files("main").get("clusters/demo/firewall/egress-firewall-llm-demo.yaml"))
                .contains("8.34.0.0/28");
        OneShot.Result last = sluice(own, feedUrl(), gitUrl).run("--once");
        assertThat(last.out()).contains("unchanged:");
        assertThat(last.err()).doesNotContain("WARN");
    }

    /** A published state, a kept store in a folder of its own, and a change that is not published yet. */
    private ObjectId publish(Path own, String gitUrl) throws Exception {
        repository.point("main", start);
        feeds.publish(TOKEN, Feeds.GOOG, Feeds.CLOUD);
        OneShot.Result first = sluice(own, feedUrl(), gitUrl).run("--once");
        assertThat(first.exit()).as(first.err()).isZero();
        List<String> more = new ArrayList<>(Feeds.GOOG);
        more.add("8.34.0.0/28");
        feeds.publish(TOKEN + 1, more, Feeds.CLOUD);
        return repository.tip("main");
    }

    /** Counts what two publications send to the Git server where nothing happens. */
    Requests countRequests() throws Exception {
        Path own = Files.createDirectories(folder.resolve("counted"));
        int before = git.requests().size();
        publish(own, git.url());
        int between = git.requests().size();
        sluice(own, feedUrl(), git.url()).run("--once");
        return new Requests(between - before, git.requests().size() - between);
    }

    private void killAt(Path own, String done) throws Exception {
        Matcher feed = AT_FEED.matcher(done);
        Matcher after = AFTER.matcher(done);
        if (feed.matches()) {
            try (Gate gate = gate(feedUrl(), Integer.parseInt(feed.group(1)), feed.group(2))) {
                killWhereReached(gate, sluice(own, gate.url(), git.url()), done);
            }
        } else if (after.matches()) {
            long whole = wholeRun();
            Process run = sluice(own, feedUrl(), git.url()).start("--once");
            run.waitFor(whole * Long.parseLong(after.group(1)) / 100, TimeUnit.MILLISECONDS);
            run.destroyForcibly().waitFor();
        } else {
            throw new IllegalArgumentException("no fault of a process: " + done);
        }
    }

    private static Gate gate(String behind, int request, String half) throws IOException {
        return new Gate(behind, request, half.equals("seen") ? Gate.At.REQUEST : Gate.At.ANSWER);
    }

    private static void killWhereReached(Gate gate, OneShot program, String done) throws Exception {
        Process run = program.start("--once");
        assertThat(gate.isReachedBy(run)).as(done).isTrue();
        run.destroyForcibly().waitFor();
    }

    /** How many milliseconds a run takes that finds nothing to do. */
    private long wholeRun() throws Exception {
        Path own = Files.createDirectories(folder.resolve("measured"));
        long begin = System.nanoTime();
        sluice(own, feedUrl(), git.url()).run("--once", "--dry-run");
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    private void runBeside(int seconds, boolean isApart) throws Exception {
        // Given
        repository.point("main", start);
        List<String> goog = new ArrayList<>(Feeds.GOOG);
        feeds.publish(TOKEN, goog, Feeds.CLOUD);
        List<Instance> instances = List.of(instance("first"), instance(isApart ? "second" : "first"));

        Instance.commits(instances); // what each does when it starts is over
        Set<String> before = ids();

        // When both run again and again while the feeds change
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        Set<String> told = new HashSet<>();
        for (int state = 1; System.nanoTime() < end; state++) {
            goog.add("9." + 2 * (state % 120) + ".0.0/" + (24 + state / 120));
            feeds.publish(TOKEN + state, goog.stream().distinct().toList(), Feeds.CLOUD);
            told.addAll(Instance.commits(instances));
        }
        told.addAll(Instance.commits(instances));

        // Then the branch has the commits that were told, and no other; and nothing is left to do
        Set<String> made = ids();
        made.removeAll(before);
        assertThat(made).isNotEmpty().isEqualTo(told);
        assertThat(Instance.commits(instances)).isEmpty();
        for (Instance instance : instances) {
            instance.close();
        }
    }

    private Set<String> ids() throws IOException {
        return repository.log("main").stream().map(ObjectId::getName).collect(Collectors.toCollection(HashSet::new));
    }

    private Instance instance(String name) throws Exception {
        Path own = Files.createDirectories(folder.resolve("instance-" + ++scenes));
        return new Instance(own, sluice(own, name, feedUrl(), git.url()).with("sluice.schedule", "off"));
    }

    private String feedUrl() {
        return "http://127.0.0.1:" + feedServer.getAddress().getPort();
    }

    private static OneShot sluice(Path own, String feedUrl, String gitUrl) throws IOException {
        return sluice(own, "demo", feedUrl, gitUrl);
    }

    private static OneShot sluice(Path own, String name, String feedUrl, String gitUrl) throws IOException {
        return new OneShot(own).configured("""
                sluice:
                  feeds:
                    goog: { url: "%1$s/goog.json" }
                    cloud: { url: "%1$s/cloud.json" }
                  clusters:
                    %2$s:
                      networks: { machine: 192.168.99.0/24, service: 172.22.0.0/16, pod: 10.132.0.0/14 }
                      egress-firewalls: [{ namespace: llm-demo }]
                  guards: { rules-changed: 1000, difference-gained: 1000, included-addresses-lost: 100 }
                  git:
                    url: "%3$s"
                    path: %4$s
                    notes: false
                    store: "%5$s"
                    username: %6$s
                    token: %7$s
                """.formatted(
                        feedUrl,
                        name,
                        gitUrl,
                        name.equals("demo") ? "clusters" : "fleets/" + name,
                        own.resolve("store"),
                        GitHttpServer.USERNAME,
                        GitHttpServer.TOKEN));
    }
}
