package dev.sluice.notify;

import dev.sluice.proxy.Proxies;
import dev.sluice.proxy.ProxyAddress;
import dev.sluice.proxy.ProxyRoute;
import dev.sluice.text.OutsideText;
import dev.sluice.text.RedactedCause;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Posts a message to a receiver once. Redirects are not followed: the address is a secret, and the message would become a
 * GET. Thread-safe.
 */
final class HttpSender {

    private static final String USER_AGENT = "Sluice (egress firewall in step with published IP ranges)";

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private static final int LONGEST_REASON = 200;

    /** What a receiver answered, or why it did not. */
    sealed interface PostResult permits Taken, Declined, TryAgain {}

    record Taken() implements PostResult {}

    /** Another attempt would be refused as well. */
    record Declined(DeliveryException failure) implements PostResult {}

    /** @param after how long the receiver asks to be left alone; zero where it does not say */
    record TryAgain(DeliveryException failure, Duration after) implements PostResult {}

    private final Function<Optional<String>, @Nullable SSLContext> trust;
    private final Proxies proxies;
    private final Map<Optional<String>, HttpClient> clients = new ConcurrentHashMap<>();

    /** @param trust whom TLS trusts, by the name of a configuration; the JVM's authorities where it gives null */
    HttpSender(Function<Optional<String>, @Nullable SSLContext> trust, Proxies proxies) {
        this.trust = trust;
        this.proxies = proxies;
    }

    PostResult send(Receiver receiver, byte[] body) {
        URI address;
        try {
            address = ReceiverAddress.in(receiver.addressFile(), receiver.format());
        } catch (IllegalArgumentException e) {
            return new Declined(new DeliveryException(receiver.key(), String.valueOf(e.getMessage())));
        }
        HttpRequest request = request(receiver, address, body);
        HttpClient client = clients.computeIfAbsent(receiver.tls(), this::client);
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, head -> new BodyStart());
        try {
            // The client's own time-out ends with the head of the answer.
            return answer(receiver, address, answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return unanswered(receiver, e, "did not answer in " + ANSWER.toSeconds() + " s");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Declined(failure(receiver, e, "the service stops"));
        } catch (ExecutionException e) {
            return unanswered(receiver, e, words(receiver, address, e));
        }
    }

    private HttpRequest request(Receiver receiver, URI address, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(ANSWER)
                .header("User-Agent", USER_AGENT)
                .header("Content-Type", receiver.format().contentType())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        proxies.before(address)
                .flatMap(ProxyAddress::authorization)
                .ifPresent(value -> request.header("Proxy-Authorization", value));
        return request.build();
    }

    private HttpClient client(Optional<String> tls) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NEVER);
        Optional.ofNullable(new ProxyRoute(proxies).selector()).ifPresent(builder::proxy);
        SSLContext context = trust.apply(tls);
        if (context != null) {
            builder.sslContext(context);
        }
        return builder.build();
    }

    private static PostResult answer(Receiver receiver, URI address, HttpResponse<String> response) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return new Taken();
        }
        DeliveryException failure = new DeliveryException(
                receiver.key(), "the receiver answered " + status + reason(address, response.body()));
        return status >= 500 || status == 429 || status == 408
                ? new TryAgain(failure, retryAfter(response))
                : new Declined(failure);
    }

    /** Slack, among others, says in a word what is wrong. An answer that repeats its address is not shown. */
    private static String reason(URI address, String body) {
        boolean holdsAddress =
                body.contains(address.getRawPath()) && address.getRawPath().length() > 1
                        || address.getRawQuery() != null && body.contains(address.getRawQuery());
        String line = OutsideText.line(body, LONGEST_REASON);
        return holdsAddress || line.isEmpty() ? "" : ": " + line;
    }

    /** In seconds, as Slack gives it; a date is not waited for. */
    private static Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("[0-9]{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(Duration.ZERO);
    }

    private static PostResult unanswered(Receiver receiver, Exception failure, String words) {
        return new TryAgain(failure(receiver, failure, words), Duration.ZERO);
    }

    /** Exceptions of the client may name the address. */
    private static DeliveryException failure(Receiver receiver, Exception failure, String words) {
        return new DeliveryException(receiver.key(), words, RedactedCause.of(failure));
    }

    private String words(Receiver receiver, URI address, ExecutionException failure) {
        return proxies.unconnected(failure, address, receiver.key() + ".url-file")
                .orElseGet(() -> "no answer: " + innermost(failure).getClass().getSimpleName());
    }

    private static Throwable innermost(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest;
    }
}
