package dev.sluice;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.BareRepository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A flood of the API's port on the packaged program, with one processor, the memory of the manifests and 1,024 file
 * descriptors: half of the connections say nothing, half send half a request. {@code -Dflood.connections=10000} is the
 * flood of the stage in {@code .ci/run}, which is held to an answer within a second.
 */
@Timeout(180)
class FloodIT {

    private static final int CONNECTIONS = Integer.getInteger("flood.connections", 1_500);

    /** A suite shares its machine; a port that is silent is so for much longer. */
    private static final Duration LONGEST = Duration.ofSeconds(CONNECTIONS < 10_000 ? 5 : 1);

    /** Ten seconds for a request, and some for a busy machine. */
    private static final Duration CUT_OFF = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void theManagementPortAnswersAndEveryConnectionIsCutOff() throws Exception {
        // Given
        BareRepository.create(folder.resolve("fleet.git"));
        try (Instance service = new Instance(folder, program())) {
            while (probe(service) == null) {
                assertThat(service.isAlive()).as(service::log).isTrue();
            }
            service.limitFiles(1_024);
            AtomicBoolean isOver = new AtomicBoolean();
            CompletableFuture<Probes> probes = CompletableFuture.supplyAsync(() -> probe(service, isOver));

            // When
            int cut = flood(service);
            isOver.set(true);

            // Then
            Probes answered = probes.join();
            System.out.printf(
                    "%d connections: the management port answered %d times, the slowest answer took %d ms%n",
                    CONNECTIONS, answered.count, answered.slowest.toMillis());
            assertThat(cut).isEqualTo(CONNECTIONS);
            assertThat(answered.silent).as("probes without an answer").isZero();
            assertThat(answered.count).isGreaterThan(10);
            assertThat(answered.slowest).isLessThan(LONGEST);
            assertThat(get(service.port(), "/api/verdict?address=8.8.8.8")).isNotNull();
        }
    }

    /** Opens all, and waits until the service has closed all. */
    private static int flood(Instance service) throws IOException {
        int open = 0;
        int half = 0;
        try (Selector selector = Selector.open()) {
            long end = System.nanoTime() + CUT_OFF.toNanos();
            int closed = 0;
            while (closed < CONNECTIONS && System.nanoTime() < end) {
                for (int burst = 0; burst < 50 && open < CONNECTIONS; burst++, open++) {
                    SocketChannel channel = SocketChannel.open();
                    channel.configureBlocking(false);
                    // One address has no more than some 28,000 ports.
                    channel.bind(new InetSocketAddress("127.0.0." + (2 + open % 8), 0));
                    channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), service.port()));
                    channel.register(selector, SelectionKey.OP_CONNECT);
                    end = System.nanoTime() + CUT_OFF.toNanos();
                }
                selector.select(10);
                for (SelectionKey key : selector.selectedKeys()) {
                    closed += isClosed(key, half++ % 2 == 0) ? 1 : 0;
                }
                selector.selectedKeys().clear();
            }
            return closed;
        }
    }

    private static boolean isClosed(SelectionKey key, boolean sends) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                if (sends) {
                    channel.write(
                            ByteBuffer.wrap("GET /api/verdict HTTP/1.1\r\nHost: sluice\r\nX-".getBytes(US_ASCII)));
                }
                return false;
            }
            if (channel.read(ByteBuffer.allocate(1_024)) >= 0) {
                return false;
            }
        } catch (IOException e) {
            // reset: closed as well
        }
        channel.close();
        return true;
    }

    private record Probes(int count, int silent, Duration slowest) {}

    private static Probes probe(Instance service, AtomicBoolean isOver) {
        int count = 0;
        int silent = 0;
        Duration slowest = Duration.ZERO;
        while (!isOver.get()) {
            Duration answer = probe(service);
            count++;
            if (answer == null) {
                silent++;
            } else if (answer.compareTo(slowest) > 0) {
                slowest = answer;
            }
        }
        return new Probes(count, silent, slowest);
    }

    /** How long the answer to the liveness probe took; null where there was none. */
    private static Duration probe(Instance service) {
        try {
            Thread.sleep(50); // between probes: they are no flood of their own
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return get(service.management(), "/q/health/live");
    }

    private static Duration get(int port, String path) {
        long begun = System.nanoTime();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: sluice\r\nConnection: close\r\n\r\n")
                            .getBytes(US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
            return answer.startsWith("HTTP/1.1 200 ") || answer.startsWith("HTTP/1.1 503 ")
                    ? Duration.ofNanos(System.nanoTime() - begun)
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    private OneShot program() throws IOException {
        new Feeds(folder).publish(System.currentTimeMillis(), Feeds.GOOG, Feeds.CLOUD);
        OneShot program = new OneShot(folder).configured("""
                sluice:
                  schedule: "off"
                  feeds:
                    goog: { url: "file://%1$s/goog.json" }
                    cloud: { url: "file://%1$s/cloud.json" }
                  assertions: { "142.250.0.0/15": "off" }
                  clusters:
                    demo:
                      networks: { machine: 192.168.99.0/24, service: 172.22.0.0/16, pod: 10.132.0.0/14 }
                      egress-firewalls: [{ namespace: llm-demo }]
                  git: { url: "file://%1$s/fleet.git" }
                """.formatted(folder));
        return OneShot.isNative()
                ? program
                : program.withOption("-XX:ActiveProcessorCount=1").withOption("-Xmx256m");
    }
}
