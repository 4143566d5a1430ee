package dev.sluice.cluster.impact;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayPagesTest {

    private static final URI GATEWAY = URI.create("https://loki-gateway-http.netobserv.svc:8080");

    private static final Retry ONCE = new Retry(new Deadline(Clock.systemUTC(), Instant.MAX), pause -> {
        throw new AssertionError("only a busy server is asked again");
    });

    @TempDir
    Path folder;

    @Test
    void tellsANameThatCannotBeResolvedFromARefusedConnection() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "s3cr3t");

        assertFailure(
                token,
                new UnknownHostException("Failed to resolve 'loki-gateway-http.netobserv.svc' [A(1)]"),
                "Loki at " + GATEWAY
                        + " does not answer: cannot connect to loki-gateway-http.netobserv.svc:8080: the name"
                        + " cannot be resolved; check that the LokiStack's gateway is there and ");
        assertFailure(
                token,
                new ConnectException("Connection refused: loki-gateway-http.netobserv.svc/10.0.0.9:8080"),
                "Loki at " + GATEWAY + " does not answer: cannot connect to loki-gateway-http.netobserv.svc:8080: the"
                        + " connection is refused; check ");
    }

    @Test
    void saysWhatIsInPlaceOfTheToken() {
        assertFailure(
                folder,
                new IOException("not reached"),
                "cannot read the token for Loki in " + folder + ": it is a folder");
    }

    private static void assertFailure(Path token, IOException cause, String message) {
        FlowSource source = new FlowSource("demo", GATEWAY, token, Optional.empty());
        assertThatThrownBy(() -> new GatewayPages(() -> silent(cause), source, ONCE, List.of("bank")).latest(0, 1, 10))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(message);
    }

    /**
     * Ends every call as the REST client does where there is no connection. No class of its own: one that implements a JAX-RS
     * interface would be a resource of every test application.
     */
    private static LokiGateway silent(IOException cause) {
        return (LokiGateway) Proxy.newProxyInstance(
                LokiGateway.class.getClassLoader(), new Class<?>[] {LokiGateway.class}, (proxy, method, arguments) -> {
                    throw new ProcessingException(cause);
                });
    }
}
