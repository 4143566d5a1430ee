package dev.sluice.proxy;

import dev.sluice.ranges.Address;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Prefix;
import dev.sluice.text.ConnectionFailure;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The proxies of this process, one for each scheme. This machine is always reached without one.
 *
 * @param http for servers that speak http
 * @param https for servers that speak https; the proxy itself is spoken to over http
 * @param bypasses servers that are reached without a proxy
 */
public record Proxies(Optional<ProxyAddress> http, Optional<ProxyAddress> https, List<Bypass> bypasses) {

    /** All servers are reached as the JVM reaches them. */
    public static final Proxies NONE = new Proxies(Optional.empty(), Optional.empty(), List.of());

    /** In the words of HttpURLConnection, of HttpClient, of Netty, and of a response. */
    private static final Pattern REFUSAL =
            Pattern.compile("Proxy returns \"HTTP/[0-9.]+ (\\d{3})|Tunnel failed, got: (\\d{3})"
                    + "|=> .*status: (\\d{3})|\\b(407)\\b.*(?i:proxy)");

    private static final Prefix LOOPBACK = Prefix.parse("127.0.0.0/8");

    public Proxies {
        bypasses = List.copyOf(bypasses);
    }

    public boolean isEmpty() {
        return http.isEmpty() && https.isEmpty();
    }

    /** The proxy before a server; empty where it is reached without one. */
    public Optional<ProxyAddress> before(URI server) {
        String scheme = String.valueOf(server.getScheme()).toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "https" -> https.filter(proxy -> isBehind(server, 443));
            case "http" -> http.filter(proxy -> isBehind(server, 80));
            default -> Optional.empty();
        };
    }

    /** What the proxy before a server said in its place, as clients report it; empty where the failure is another. */
    public Optional<String> refusal(Throwable failure, URI server) {
        return before(server).flatMap(proxy -> Stream.iterate(failure, link -> link != null, Throwable::getCause)
                .limit(8)
                .map(link -> REFUSAL.matcher(String.valueOf(link.getMessage())))
                .filter(Matcher::find)
                .map(found -> Stream.of(1, 2, 3, 4)
                        .map(found::group)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow())
                .map(status -> proxy.refusal(Integer.parseInt(status)))
                .findFirst());
    }

    /** How a connection to a server, or to the proxy before it, failed; empty where the failure is another. */
    public Optional<String> unconnected(Throwable failure, URI server, String key) {
        return refusal(failure, server).or(() -> before(server)
                .map(proxy -> ConnectionFailure.words(failure, proxy.host(), proxy.port(), proxy.source()))
                .orElseGet(() -> ConnectionFailure.words(failure, server, key)));
    }

    private boolean isBehind(URI server, int standard) {
        if (server.getHost() == null) {
            return false;
        }
        String host = server.getHost()
                .toLowerCase(Locale.ROOT)
                .replaceAll("^\\[|]$", "")
                .replaceFirst("\\.$", "");
        int port = server.getPort() < 0 ? standard : server.getPort();
        Optional<Address> address = Bypass.address(host);
        return !isThisMachine(host, address)
                && bypasses.stream().noneMatch(bypass -> bypass.covers(host, address, port));
    }

    private static boolean isThisMachine(String host, Optional<Address> address) {
        return host.equals("localhost")
                || address.filter(given -> LOOPBACK.contains(given) || given.equals(new Address(Family.IPV6, 0, 1)))
                        .isPresent();
    }
}
