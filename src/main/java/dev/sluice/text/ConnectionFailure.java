package dev.sluice.text;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says why there is no connection: to which host and port, what failed, and what to check. Exceptions of the clients say one
 * or the other, and some nothing at all.
 */
public final class ConnectionFailure {

    private static final int DEEPEST = 16;

    /** As the JDK and Netty name a host that they cannot resolve: first, or in quotes. */
    private static final Pattern NAME = Pattern.compile("'([-A-Za-z0-9_.]+)'|^([-A-Za-z0-9_.]*[A-Za-z0-9_])(?=:|$)");

    /** As Netty and the JDK name the address that they cannot connect to: with a name before it, or none. */
    private static final Pattern PEER = Pattern.compile("([-A-Za-z0-9_.]*)/(\\[?[0-9a-fA-F.:]+\\]?):([0-9]{1,5})$");

    private ConnectionFailure() {}

    private enum FailureKind {
        UNRESOLVED("the name cannot be resolved", "the name service that this machine or pod uses"),
        NO_ROUTE("there is no route to it", "the routes and firewalls in between"),
        SILENT("nothing answers in time", "that no firewall, NetworkPolicy or missing proxy is in between"),
        REFUSED(
                "the connection is refused",
                "that it listens on this port and no firewall or NetworkPolicy rejects it");

        private final String what;
        private final String advice;

        FailureKind(String what, String advice) {
            this.what = what;
            this.advice = advice;
        }
    }

    private record FailedStep(FailureKind kind, Throwable link) {}

    /**
     * @param uri what was asked for; http, https or ssh
     * @param check what names it, for example a configuration key
     * @return empty where the failure is another than that there is no connection
     */
    public static Optional<String> words(Throwable failure, URI uri, String check) {
        return words(failure, String.valueOf(uri.getHost()), port(uri), check);
    }

    public static Optional<String> words(Throwable failure, String host, int port, String check) {
        List<Throwable> chain = Stream.iterate(failure, link -> link != null, Throwable::getCause)
                .limit(DEEPEST)
                .toList();
        return chain.reversed().stream() // the deepest knows best
                .flatMap(link -> kind(link).stream().map(kind -> new FailedStep(kind, link)))
                .findFirst()
                .map(found -> "cannot connect to " + place(found, host, port) + ": " + found.kind().what + "; check "
                        + check + " and " + found.kind().advice);
    }

    private static Optional<FailureKind> kind(Throwable link) {
        String text = String.valueOf(link.getMessage()).toLowerCase(Locale.ROOT);
        return switch (link) {
            case UnknownHostException e -> Optional.of(FailureKind.UNRESOLVED);
            case UnresolvedAddressException e -> Optional.of(FailureKind.UNRESOLVED);
            case NoRouteToHostException e -> Optional.of(FailureKind.NO_ROUTE);
            case HttpConnectTimeoutException e -> Optional.of(FailureKind.SILENT);
            case SocketTimeoutException e when text.contains("connect") -> Optional.of(FailureKind.SILENT);
            case ConnectException e when text.contains("timed out") -> Optional.of(FailureKind.SILENT);
            case ConnectException e when text.contains("unreachable") -> Optional.of(FailureKind.NO_ROUTE);
            case ConnectException e -> Optional.of(FailureKind.REFUSED);
            default -> Optional.empty();
        };
    }

    /** Where the exception names a host it was that one: a proxy, or where an answer redirected to. */
    private static String place(FailedStep found, String host, int port) {
        String text = String.valueOf(found.link().getMessage());
        if (found.kind() == FailureKind.UNRESOLVED) {
            Matcher name = NAME.matcher(text);
            String named = !(found.link() instanceof UnknownHostException) || !name.find()
                    ? host
                    : name.group(1) != null ? name.group(1) : name.group(2);
            return named.equalsIgnoreCase(host) ? host + ":" + port : named;
        }
        Matcher peer = PEER.matcher(text);
        if (!peer.find()) {
            return host + ":" + port;
        }
        return (peer.group(1).isEmpty() ? peer.group(2) : peer.group(1)) + ":" + peer.group(3);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return switch (String.valueOf(uri.getScheme())) {
            case "http" -> 80;
            case "ssh" -> 22;
            default -> 443;
        };
    }
}
