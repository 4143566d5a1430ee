package dev.sluice.feed;

import dev.sluice.proxy.Proxies;
import dev.sluice.proxy.ProxyAddress;
import dev.sluice.proxy.ProxyRoute;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a document over HTTP once. Redirects are followed, though never from https to http; the configured
 * proxies hold, or else the JVM's.
 */
final class HttpFetcher {

    private static final String USER_AGENT = "Sluice (egress firewall in step with published IP ranges)";

    /** In bytes; Google's have some 40. */
    private static final int LONGEST_ETAG = 1024;

    private final HttpClient client;
    private final Transfer limits;
    private final Proxies proxies;

    /** @param trusted whom TLS trusts; the JVM's authorities where null */
    HttpFetcher(Transfer limits, @Nullable SSLContext trusted, Proxies proxies) {
        ProxyRoute route = new ProxyRoute(proxies);
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(limits.connectTimeout())
                .followRedirects(HttpClient.Redirect.NORMAL);
        Optional.ofNullable(route.selector()).ifPresent(builder::proxy);
        if (trusted != null) {
            builder.sslContext(trusted);
        }
        this.client = builder.build();
        this.limits = limits;
        this.proxies = proxies;
    }

    /**
     * @param etag of a document that is at hand; the server may answer that it still holds
     * @throws TransientFeedException if it may work in a moment
     * @throws FeedException if it will not
     */
    Fetched fetch(Feed feed, Optional<String> etag) {
        HttpResponse<byte[]> response = send(feed, request(feed, etag));
        int status = response.statusCode();
        if (status == 200) {
            return new Fetched.Body(response.body(), etag(response));
        }
        if (status == 304 && etag.isPresent()) {
            return new Fetched.NotModified();
        }
        String message = status == 407
                ? feed.url() + ": "
                        + proxies.before(feed.url())
                                .map(proxy -> proxy.refusal(status))
                                .orElse("it answered 407")
                : feed.url() + " answered " + status;
        if (status >= 500 || status == 429 || status == 408) {
            throw new TransientFeedException(feed.name(), message, status);
        }
        throw new FeedException(feed.name(), message, status);
    }

    /** One that can be sent back: a long one is more than servers take, and other characters are refused. */
    private static Optional<String> etag(HttpResponse<?> response) {
        return response.headers()
                .firstValue("ETag")
                .filter(etag -> etag.length() <= LONGEST_ETAG)
                .filter(etag -> !etag.isBlank() && etag.chars().allMatch(each -> each >= ' ' && each <= '~'));
    }

    private HttpRequest request(Feed feed, Optional<String> etag) {
        HttpRequest.Builder request = HttpRequest.newBuilder(feed.url())
                .timeout(limits.timeout())
                .header("User-Agent", USER_AGENT)
                .header("Accept", "application/json, text/plain");
        proxies.before(feed.url())
                .flatMap(ProxyAddress::authorization)
                .ifPresent(value -> request.header("Proxy-Authorization", value));
        etag.ifPresent(value -> request.header("If-None-Match", value));
        return request.build();
    }

    private HttpResponse<byte[]> send(Feed feed, HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, head -> new LimitedBody(limits.maxBytes()));
        try {
            // The client's own time-out ends with the head of the answer; a body may trickle for ever.
            return answer.get(limits.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new TransientFeedException(feed.name(), late(feed), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new FeedException(feed.name(), "interrupted while fetching " + feed.url(), e);
        } catch (ExecutionException e) {
            throw failure(feed, e.getCause());
        }
    }

    private FeedException failure(Feed feed, Throwable cause) {
        if (cause instanceof Error error) { // memory ran out: nothing that the feed's server did
            throw error;
        }
        if (cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException)) {
            return new TransientFeedException(feed.name(), late(feed), cause);
        }
        String what = proxies.unconnected(cause, feed.url(), "sluice.feeds." + feed.name() + ".url")
                .orElseGet(() -> innermost(cause));
        if (cause instanceof LimitedBody.TooLargeException) {
            return new FeedException(feed.name(), what, cause);
        }
        if (isDistrusted(cause)) {
            return new FeedException(feed.name(), feed.url() + ": " + what, cause);
        }
        return new TransientFeedException(feed.name(), feed.url() + ": " + what, cause);
    }

    private String late(Feed feed) {
        Duration timeout = limits.timeout();
        return feed.url() + " did not answer in "
                + (timeout.toMillis() < 1000 ? timeout.toMillis() + " ms" : timeout.toSeconds() + " s");
    }

    /** The client wraps what it finds wrong with an answer in exceptions that repeat their names. */
    private static String innermost(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
    }

    /** A connection lost in the handshake is an SSLException too: only a certificate stays as it is. */
    private static boolean isDistrusted(@Nullable Throwable failure) {
        return failure != null && (failure instanceof CertificateException || isDistrusted(failure.getCause()));
    }
}
