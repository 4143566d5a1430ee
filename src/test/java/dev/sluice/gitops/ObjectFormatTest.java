package dev.sluice.gitops;

import static dev.sluice.gitops.Publishing.publish;
import static dev.sluice.gitops.Publishing.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories that name their objects by SHA-256, served by Git over every way. */
class ObjectFormatTest {

    private static final String REFUSAL =
            ": its objects are named by SHA-256, and Sluice writes repositories of SHA-1 alone";

    @TempDir
    Path folder;

    Path repository;

    @BeforeEach
    void createRepository() throws Exception {
        repository = folder.resolve("fleet.git");
        git(
                folder,
                "init",
                "--quiet",
                "--bare",
                "--object-format=sha256",
                "--initial-branch=main",
                repository.toString());
        git(repository, "config", "http.receivepack", "true");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesAFolder(boolean isEmpty) throws Exception {
        fill(isEmpty);

        refuses(origin(repository.toUri().toString().replaceFirst("/$", ""), new Origin.Anonymous()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesAServerOverHttp(boolean isEmpty) throws Exception {
        fill(isEmpty);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            ProcessBuilder git = new ProcessBuilder("git", "http-backend");
            git.environment().put("GIT_PROJECT_ROOT", folder.toString());
            git.environment().put("GIT_HTTP_EXPORT_ALL", "1");
            git.environment().put("REQUEST_METHOD", exchange.getRequestMethod());
            git.environment().put("PATH_INFO", exchange.getRequestURI().getPath());
            git.environment()
                    .put("QUERY_STRING", String.valueOf(exchange.getRequestURI().getQuery()));
            git.environment()
                    .put(
                            "CONTENT_TYPE",
                            String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")));
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Git-Protocol"))
                    .ifPresent(version -> git.environment().put("GIT_PROTOCOL", version));
            Process running = git.start();
            try (OutputStream to = running.getOutputStream()) {
                exchange.getRequestBody().transferTo(to);
            }
            byte[] answer = running.getInputStream().readAllBytes();
            int end = new String(answer, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
            new String(answer, 0, end, StandardCharsets.ISO_8859_1)
                    .lines()
                    .forEach(line -> exchange.getResponseHeaders()
                            .add(
                                    line.substring(0, line.indexOf(':')),
                                    line.substring(line.indexOf(':') + 1).strip()));
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream to = exchange.getResponseBody()) {
                to.write(answer, end + 4, answer.length - end - 4);
            }
        });
        server.start();
        try {
            refuses(origin("http://127.0.0.1:" + server.getAddress().getPort() + "/fleet.git", new Origin.Anonymous()));
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesAServerOverSsh(boolean isEmpty) throws Exception {
        fill(isEmpty);
        SshServer gits = SshServer.setUpDefaultServer();
        gits.setCommandFactory((channel, command) -> {
            String local = command.replace("'/", "'" + folder + "/");
            return ProcessShellCommandFactory.INSTANCE.createCommand(channel, local);
        });
        try (GitSshServer server = GitSshServer.start(repository, folder, gits)) {
            refuses(server.origin(server.keyFile(), server.knownHosts()));
        }
    }

    private void refuses(Origin origin) throws Exception {
        String before = git(repository, "for-each-ref") + objects();

        assertThatThrownBy(() -> publish(origin, writing("a", "new")))
                .isInstanceOf(GitException.class)
                .hasMessageEndingWith(REFUSAL);

        assertThat(git(repository, "for-each-ref") + objects()).isEqualTo(before);
    }

    private long objects() throws IOException {
        try (var files = Files.walk(repository.resolve("objects"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private void fill(boolean isEmpty) throws Exception {
        if (isEmpty) {
            return;
        }
        Path work = folder.resolve("work");
        git(folder, "init", "--quiet", "--object-format=sha256", work.toString());
        Files.writeString(work.resolve("a"), "old");
        git(work, "add", "a");
        git(work, "-c", "user.name=x", "-c", "user.email=x@y", "commit", "--quiet", "-m", "first");
        git(work, "push", "--quiet", repository.toString(), "HEAD:main");
    }

    private static Origin origin(String url, Origin.Credentials credentials) {
        return new Origin(url, "main", credentials, BareRepository.AUTHOR);
    }

    private static String git(Path at, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", at.toString()));
        command.addAll(List.of(words));
        ProcessBuilder git = new ProcessBuilder(command).redirectErrorStream(true);
        git.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        git.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        Process running = git.start();
        String said;
        try (InputStream in = running.getInputStream()) {
            said = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(running.waitFor()).as(said).isZero();
        return said;
    }
}
