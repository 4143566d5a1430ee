package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged program as a service in a process of its own. */
final class Instance implements AutoCloseable {

    private static final String TOKEN = "s3cr3t-api-t0ken";

    private static final Pattern COMMIT = Pattern.compile("\"commit\":\"([0-9a-f]{40})\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final OneShot program;
    private final Path folder;
    private final Process process;
    private final int port;
    private final int management;

    /** Starts it and does not wait. */
    Instance(Path folder, OneShot program) throws IOException {
        this.folder = folder;
        this.program = program;
        try (ServerSocket free = new ServerSocket(0);
                ServerSocket alsoFree = new ServerSocket(0)) {
            this.port = free.getLocalPort();
            this.management = alsoFree.getLocalPort();
        }
        this.process = program.with("quarkus.http.port", Integer.toString(port))
                .with("quarkus.management.port", Integer.toString(management))
                .with("quarkus.http.host", "127.0.0.1")
                .with("quarkus.management.host", "127.0.0.1")
                .with("sluice.api.token", TOKEN)
                .start();
    }

    /** Asks for a run. */
    CompletableFuture<HttpResponse<String>> run() {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/runs"))
                        .header("Authorization", "Bearer " + TOKEN)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    int port() {
        return port;
    }

    int management() {
        return management;
    }

    /** From now on it has no more file descriptors than these, as in a container with the usual limit. */
    void limitFiles(int most) throws IOException, InterruptedException {
        Process limit = new ProcessBuilder("prlimit", "--pid", Long.toString(process.pid()), "--nofile=" + most)
                .inheritIO()
                .start();
        if (limit.waitFor() != 0) {
            throw new IllegalStateException("prlimit ended with " + limit.exitValue());
        }
    }

    /**
     * Asks all for a run at the same time, those that start or run already again until they have done one.
     *
     * @return the ids of the commits that they made; two may make the very same in one second
     */
    static Set<String> commits(List<Instance> instances) throws InterruptedException {
        List<Instance> left = new ArrayList<>(instances);
        Set<String> commits = new HashSet<>();
        while (!left.isEmpty()) {
            Map<Instance, CompletableFuture<HttpResponse<String>>> asked = new HashMap<>();
            left.forEach(instance -> asked.put(instance, instance.run()));
            for (Map.Entry<Instance, CompletableFuture<HttpResponse<String>>> each : asked.entrySet()) {
                Instance instance = each.getKey();
                try {
                    HttpResponse<String> answer = each.getValue().get();
                    if (answer.statusCode() == 200) {
                        assertThat(answer.body()).containsPattern("\"outcome\":\"(committed|unchanged)\"");
                        Matcher commit = COMMIT.matcher(answer.body());
                        if (commit.find()) {
                            commits.add(commit.group(1));
                        }
                        left.remove(instance);
                    } else {
                        assertThat(answer.statusCode()).as(answer.body()).isIn(409, 503);
                    }
                } catch (ExecutionException e) {
                    assertThat(instance.isAlive()).as(instance::log).isTrue(); // it has not bound its port yet
                }
            }
        }
        return commits;
    }

    String metrics() throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/q/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String log() {
        try {
            return Files.readString(folder.resolve("err"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a node does that loses its power. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        program.end(process);
        client.close();
    }
}
