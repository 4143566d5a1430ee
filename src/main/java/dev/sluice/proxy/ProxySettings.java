package dev.sluice.proxy;

import dev.sluice.config.Problems;
import dev.sluice.text.OutsideText;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code NO_PROXY}, in upper or lower case, and over them the JVM's
 * properties {@code http.proxyHost}, {@code https.proxyHost}, their {@code proxyPort}, {@code proxyUser} and
 * {@code proxyPassword}, and {@code http.nonProxyHosts}.
 */
public final class ProxySettings {

    private static final String FORM =
            "an http address such as http://proxy.example:3128, with user:password@ before the"
                    + " host where the proxy asks for them";

    private final Map<String, String> environment;
    private final Function<String, String> properties;
    private final Problems problems;

    /** @param properties gives null for one that is not set */
    public ProxySettings(Map<String, String> environment, Function<String, String> properties, Problems problems) {
        this.environment = environment;
        this.properties = properties;
        this.problems = problems;
    }

    /** What is configured; what is wrong with it is a problem of the variable or property. */
    public Proxies read() {
        return new Proxies(proxy("http", 80), proxy("https", 443), bypasses());
    }

    private Optional<ProxyAddress> proxy(String scheme, int standard) {
        Optional<ProxyAddress> given = variable(scheme.toUpperCase(Locale.ROOT) + "_PROXY")
                .flatMap(variable -> problems.parse(variable.name(), variable.text(), text -> address(variable, text)));
        return property(scheme + ".proxyHost")
                .<Optional<ProxyAddress>>map(host -> ofProperties(scheme, host, standard))
                .orElse(given);
    }

    private Optional<ProxyAddress> ofProperties(String scheme, String host, int standard) {
        String bare = host.replaceAll("^\\[|]$", "");
        if (bare.contains("/")
                || bare.contains("@")
                || bare.indexOf(':') >= 0 && Bypass.address(bare).isEmpty()) {
            problems.error(
                    scheme + ".proxyHost",
                    "'" + withoutAccount(host) + "' is not the name or address of a host: its port is " + scheme
                            + ".proxyPort");
            return Optional.empty();
        }
        int port = property(scheme + ".proxyPort")
                .flatMap(text -> problems.parse(scheme + ".proxyPort", text, ProxySettings::port))
                .orElse(standard);
        Optional<ProxyAddress.ProxyAccount> account = property(scheme + ".proxyUser")
                .map(user -> new ProxyAddress.ProxyAccount(
                        user, property(scheme + ".proxyPassword").orElse("")));
        return Optional.of(new ProxyAddress(scheme + ".proxyHost", bare, port, account));
    }

    private List<Bypass> bypasses() {
        Optional<List<Bypass>> ofProperty = property("http.nonProxyHosts")
                .map(text -> entries(text, "\\|").map(Bypass::shape).toList());
        return ofProperty.orElseGet(() -> variable("NO_PROXY")
                .map(variable -> problems.readAll(
                        variable.name(), entries(variable.text(), "[,\\s]+").toList(), Bypass::entry))
                .orElse(List.of()));
    }

    private static Stream<String> entries(String text, String separator) {
        return Stream.of(text.split(separator)).map(String::strip).filter(entry -> !entry.isEmpty());
    }

    /** What the environment says, and under which name. */
    private record Variable(String name, String text) {}

    private Optional<Variable> variable(String upper) {
        String lower = upper.toLowerCase(Locale.ROOT);
        Optional<Variable> first = variableNamed(upper);
        Optional<Variable> second = variableNamed(lower);
        boolean differ = first.isPresent()
                && second.isPresent()
                && !first.get().text().equals(second.get().text());
        if (differ) {
            problems.error(upper, "says another thing than " + lower + ": set both alike, or one of them");
        }
        return first.or(() -> second);
    }

    private Optional<Variable> variableNamed(String name) {
        return Optional.ofNullable(environment.get(name))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> new Variable(name, text));
    }

    private Optional<String> property(String name) {
        return Optional.ofNullable(properties.apply(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static ProxyAddress address(Variable variable, String text) {
        String full = text.contains("://") ? text : "http://" + text;
        String scheme = full.substring(0, full.indexOf(':')).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http")) {
            throw new IllegalArgumentException("'" + withoutAccount(text) + "' is a proxy that is reached over "
                    + scheme + ", and Sluice reaches proxies over http, for https servers too: give " + FORM);
        }
        try {
            URI uri = new URI(full);
            boolean isPlain = (uri.getRawPath() + "/").matches("/{1,2}") && uri.getRawQuery() == null;
            if (uri.getHost() == null
                    || !isPlain
                    || uri.getRawFragment() != null
                    || uri.getPort() == 0
                    || uri.getPort() > 65_535) {
                throw refused(text);
            }
            Optional<ProxyAddress.ProxyAccount> account =
                    Optional.ofNullable(uri.getRawUserInfo()).map(ProxySettings::account);
            String host = uri.getHost().replaceAll("^\\[|]$", "");
            return new ProxyAddress(variable.name(), host, uri.getPort() < 0 ? 80 : uri.getPort(), account);
        } catch (URISyntaxException e) {
            throw refused(text);
        }
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException("'" + withoutAccount(text) + "' is not the address of a proxy: give " + FORM
                + "; characters of a password that an address gives a meaning are written as %40 for @, %2F for /");
    }

    private static ProxyAddress.ProxyAccount account(String userInfo) {
        int colon = userInfo.indexOf(':');
        String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
        return new ProxyAddress.ProxyAccount(decoded(user), colon < 0 ? "" : decoded(userInfo.substring(colon + 1)));
    }

    /** Percent-encoding alone: a plus is one. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static int port(String text) {
        if (text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= 65_535) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException("'" + OutsideText.line(text) + "' is not a port");
    }

    /** All before the last @ may be a password, in a mistyped address too. */
    private static String withoutAccount(String text) {
        int at = text.lastIndexOf('@');
        return OutsideText.line(at < 0 ? text : "***" + text.substring(at));
    }
}
