package dev.sluice.serve.hooks;

import static dev.sluice.serve.hooks.Deliveries.hex;
import static dev.sluice.serve.hooks.Deliveries.push;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.lease.Leadership;
import dev.sluice.gitops.BranchOwner;
import dev.sluice.gitops.FolderTemplate;
import dev.sluice.gitops.Origin;
import dev.sluice.gitops.Secret;
import dev.sluice.serve.hooks.HookCounts.HookResult;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a real connection, from a delivery to the run that it starts. */
class HookRouteTest {

    private static final String PUSH = push("platform/fleet", "main", "a".repeat(40), "Anna", "clusters/demo/a.yaml");

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(); // as the service speaks
    private final Semaphore ran = new Semaphore(0);
    private final Semaphore looked = new Semaphore(0);
    private final Semaphore entered = new Semaphore(0);
    private final Semaphore gate = new Semaphore(1_000);
    private final AtomicInteger busy = new AtomicInteger();
    private HookReceiver receiver;
    private HookQueue queue;
    private HttpServer server;
    private boolean leads = true;
    private String own = "";
    private Path secret;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        secret = Files.writeString(folder.resolve("secret"), "s3cret\n");
        queue = new HookQueue(
                Duration.ofMillis(20),
                looked::release,
                () -> {
                    if (busy.getAndDecrement() > 0) {
                        return false;
                    }
                    entered.release();
                    gate.acquireUninterruptibly();
                    ran.release();
                    return true;
                },
                commit -> commit.equals(own));
        receiver = new HookReceiver(
                new HookTerms(Map.of("github", Secret.in(secret))),
                new HookMeaning(
                        new Origin(
                                "https://git.example/platform/fleet.git",
                                "main",
                                new Origin.Anonymous(),
                                new Origin.CommitAuthor("Sluice", "sluice@example.com")),
                        new BranchOwner(FolderTemplate.of("clusters"), Optional.empty())),
                leadership(),
                queue,
                Clock.systemUTC());
        Router router = Router.router(vertx);
        new HookRoute(receiver).register(router);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private Leadership leadership() {
        Leadership alone = Leadership.alone();
        return new Leadership() {
            @Override
            public void start(Runnable whenLeading) {
                alone.start(whenLeading);
            }

            @Override
            public boolean isLeader() {
                return leads;
            }

            @Override
            public Optional<String> leader() {
                return Optional.empty();
            }

            @Override
            public void close() {
                alone.close();
            }
        };
    }

    @AfterEach
    void stop() throws Exception {
        queue.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private int send(String forge, String id, String body, String signature, String type)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.actualPort() + "/hooks/" + forge))
                .header("Content-Type", type)
                .header("X-GitHub-Event", "push")
                .header("X-GitHub-Delivery", id)
                .header("X-Hub-Signature-256", signature)
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.body()).isIn("", "<html><body><h1>Resource not found</h1></body></html>");
        return answer.statusCode();
    }

    private int send(String id, String body) throws IOException, InterruptedException {
        return send("github", id, body, "sha256=" + hex("s3cret", body), "application/json");
    }

    private boolean hasRun() throws InterruptedException {
        return ran.tryAcquire(10, TimeUnit.SECONDS);
    }

    @Test
    void aSignedPushStartsARun() throws Exception {
        assertThat(send("1", PUSH)).isEqualTo(202);

        assertThat(hasRun()).isTrue();
        assertThat(receiver.counts().of("github", HookResult.TAKEN)).isEqualTo(1);
    }

    @Test
    void aPushBesideTheFolderStartsALook() throws Exception {
        assertThat(send("1", PUSH.replace("clusters/demo/a.yaml", "README.md"))).isEqualTo(202);

        assertThat(looked.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ran.availablePermits()).isZero();
    }

    @Test
    void waitsForARunThatIsUnderWay() throws Exception {
        busy.set(2);

        send("1", PUSH);

        assertThat(hasRun()).isTrue();
    }

    @Test
    void whatIsReportedDuringARunIsOneMoreRun() throws Exception {
        gate.drainPermits();
        send("first", PUSH);
        entered.acquire();
        for (int i = 0; i < 20; i++) {
            assertThat(send("id" + i, PUSH)).isEqualTo(202);
        }

        gate.release(1_000);

        assertThat(hasRun()).isTrue();
        assertThat(hasRun()).isTrue();
        assertThat(send("last", PUSH)).isEqualTo(202);
        assertThat(hasRun()).isTrue();
        assertThat(ran.availablePermits()).isZero();
    }

    @Test
    void aDeliveryThatIsSentAgainStartsNothing() throws Exception {
        send("1", PUSH);
        assertThat(hasRun()).isTrue();

        assertThat(send("1", PUSH)).isEqualTo(202);

        assertThat(receiver.counts().of("github", HookResult.IGNORED)).isEqualTo(1);
    }

    @Test
    void whatARunItselfPushedStartsNothing() throws Exception {
        own = "a".repeat(40);
        send("1", PUSH);
        send("2", PUSH.replace("a".repeat(40), "b".repeat(40)));

        assertThat(hasRun()).isTrue();
        assertThat(ran.availablePermits()).isZero();
    }

    @Test
    void whatIsNotSignedStartsNothingAndIsToldNothing() throws Exception {
        assertThat(send("github", "1", PUSH, "sha256=" + hex("other", PUSH), "application/json"))
                .isEqualTo(401);
        assertThat(send("github", "1", PUSH, "", "application/json")).isEqualTo(401);
        assertThat(receiver.counts().of("github", HookResult.REFUSED)).isEqualTo(2);

        assertThat(send("1", PUSH)).isEqualTo(202); // what was refused is not remembered
        assertThat(hasRun()).isTrue();
    }

    @Test
    void theSecretIsReadAgain() throws Exception {
        Files.writeString(secret, "rotated");

        assertThat(send("1", PUSH)).isEqualTo(401);
        assertThat(send("github", "1", PUSH, "sha256=" + hex("rotated", PUSH), "application/json"))
                .isEqualTo(202);
    }

    @Test
    void aForgeWithoutASecretIsUnknown() throws Exception {
        assertThat(send("gitlab", "1", PUSH, "", "application/json")).isEqualTo(404);
        assertThat(send("nothing", "1", PUSH, "", "application/json")).isEqualTo(404);
    }

    @Test
    void anInstanceThatDoesNotLeadSaysSoToTheForgeAlone() throws Exception {
        leads = false;

        assertThat(send("1", PUSH)).isEqualTo(503);
        assertThat(send("github", "1", PUSH, "sha256=0", "application/json")).isEqualTo(401);
    }

    @Test
    void bodiesAreJsonOfAMebibyteAtMost() throws Exception {
        String large = "{\"x\": \"" + "x".repeat(HookRoute.LONGEST) + "\"}";

        assertThat(send("github", "1", "payload=1", "", "application/x-www-form-urlencoded"))
                .isEqualTo(415);
        assertThat(send("1", large)).isEqualTo(413);
        assertThat(send("2", "no JSON")).isEqualTo(400);
        for (int i = 0; i < 10; i++) { // each gave its place back
            assertThat(send("full" + i, "{\"x\": \"" + "x".repeat(HookRoute.LONGEST - 20) + "\"}"))
                    .isEqualTo(202);
        }
    }
}
