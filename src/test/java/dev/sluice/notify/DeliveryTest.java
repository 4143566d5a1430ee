package dev.sluice.notify;

import static dev.sluice.notify.Messages.envelope;
import static dev.sluice.notify.Messages.held;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.proxy.Proxies;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryTest {

    private static final Envelope MESSAGE = envelope(held("Held", "demo", List.of("too much")));

    private final ReceiverServer server = new ReceiverServer();
    private final List<Duration> pauses = new ArrayList<>();
    private final Delivery delivery = new Delivery(new HttpSender(name -> null, Proxies.NONE), pauses::add);

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        server.close();
    }

    private Receiver receiver(MessageFormat format, String product) throws IOException {
        return new Receiver(
                "sluice.notify[0]", server.file(folder, product), format, Set.of(EventKind.values()), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "SLACK, slack, application/json",
        "TEAMS, teams, application/json",
        "CLOUDEVENTS, events, application/cloudevents+json; charset=UTF-8",
        "JSON, any, application/json"
    })
    void eachProductTakesItsFormat(MessageFormat format, String product, String contentType) throws IOException {
        delivery.deliver(receiver(format, product), MESSAGE);

        assertThat(server.taken()).hasSize(1);
        assertThat(server.contentTypes()).containsExactly(contentType);
    }

    @Test
    void waitsAsLongAsSlackAsksFor() throws IOException {
        server.plan(429, "rate_limited", Map.of("Retry-After", "30"));

        delivery.deliver(receiver(MessageFormat.SLACK, "slack"), MESSAGE);

        assertThat(pauses).containsExactly(Duration.ofSeconds(30));
        assertThat(server.taken()).hasSize(1);
    }

    @Test
    void givesUpAfterFourAttempts() throws IOException {
        for (int i = 0; i < 4; i++) {
            server.plan(500, "rollup_error", Map.of());
        }
        Receiver receiver = receiver(MessageFormat.SLACK, "slack");

        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> delivery.deliver(receiver, MESSAGE))
                .withMessage("the receiver answered 500: rollup_error");

        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(16));
        assertThat(server.taken()).isEmpty();
    }

    @Test
    void doesNotWaitForAnHour() throws IOException {
        server.plan(429, "", Map.of("Retry-After", "3600"));
        Receiver receiver = receiver(MessageFormat.SLACK, "slack");

        assertThatExceptionOfType(DeliveryException.class).isThrownBy(() -> delivery.deliver(receiver, MESSAGE));

        assertThat(pauses).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"400, invalid_payload", "403, action_prohibited", "404, no_service", "410, channel_is_archived"})
    void doesNotTryAgainWhatSlackRefuses(int status, String word) throws IOException {
        server.plan(status, word, Map.of());
        Receiver receiver = receiver(MessageFormat.SLACK, "slack");

        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> delivery.deliver(receiver, MESSAGE))
                .withMessage("the receiver answered " + status + ": " + word);

        assertThat(pauses).isEmpty();
    }

    @Test
    void doesNotFollowARedirect() throws IOException {
        server.plan(307, "", Map.of("Location", server.url("other")));
        Receiver receiver = receiver(MessageFormat.JSON, "any");

        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> delivery.deliver(receiver, MESSAGE))
                .withMessage("the receiver answered 307");

        assertThat(server.contentTypes()).hasSize(1);
    }

    @Test
    void showsNothingOfTheAddressWhateverGoesWrong() throws IOException {
        int unused;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = socket.getLocalPort();
        }
        Receiver echoing = receiver(MessageFormat.JSON, "any");
        server.plan(400, "no such hook: " + server.url("any"), Map.of());
        Receiver absent = at("http://127.0.0.1:" + unused + "/" + ReceiverServer.SECRET);
        Receiver noAddress = at(ReceiverServer.SECRET + " is no address");
        Receiver unencrypted = at("http://hooks.slack.com/services/" + ReceiverServer.SECRET);

        for (Receiver receiver : List.of(echoing, absent, noAddress, unencrypted)) {
            StringWriter trace = new StringWriter();
            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() -> delivery.deliver(receiver, MESSAGE))
                    .satisfies(failure -> failure.printStackTrace(new PrintWriter(trace)));
            assertThat(trace.toString() + receiver).doesNotContain("s3cret", "s1gnature");
        }
    }

    private Receiver at(String address) throws IOException {
        Path file = Files.createTempFile(folder, "url", "");
        Files.writeString(file, address);
        return new Receiver("sluice.notify[1]", file, MessageFormat.SLACK, Set.of(), Optional.empty());
    }

    @Test
    void readsTheAddressAgainOnceItsFileChanges() throws IOException {
        Receiver receiver = at("https://127.0.0.1:1/old");
        Files.writeString(receiver.addressFile(), server.url("slack"));

        delivery.deliver(receiver, MESSAGE);

        assertThat(server.taken()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(MessageFormat.class)
    void onlyProgramsMayBeServicesOfTheCluster(MessageFormat format) throws IOException {
        Path file = Files.writeString(
                folder.resolve("service"), "http://broker-ingress.knative-eventing.svc/fleet/default");
        boolean isProgram = format == MessageFormat.CLOUDEVENTS || format == MessageFormat.JSON;

        boolean isTaken;
        try {
            ReceiverAddress.in(file, format);
            isTaken = true;
        } catch (IllegalArgumentException e) {
            isTaken = false;
        }

        assertThat(isTaken).isEqualTo(isProgram);
    }
}
