package dev.sluice.proxy;

import dev.sluice.ranges.Address;
import dev.sluice.ranges.Prefix;
import dev.sluice.text.OutsideText;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Servers that are reached without a proxy, as an entry of {@code NO_PROXY} or {@code http.nonProxyHosts} says. */
public sealed interface Bypass {

    /**
     * @param host lower case, without brackets and without a dot at the end
     * @param address the same where it is one; a name is not looked up
     * @param port the one that the server's address names or implies
     */
    boolean covers(String host, Optional<Address> address, int port);

    /** All servers. */
    record Everything() implements Bypass {

        @Override
        public boolean covers(String host, Optional<Address> address, int port) {
            return true;
        }
    }

    /** The servers with addresses of a block; at one port where it is given. */
    record AddressRange(Prefix prefix, OptionalInt port) implements Bypass {

        @Override
        public boolean covers(String host, Optional<Address> address, int given) {
            return address.filter(prefix::contains).isPresent() && port.orElse(given) == given;
        }
    }

    /**
     * The servers below a domain, and the one that bears its name unless {@code belowOnly}; at one port where it is given.
     */
    record Domain(String name, boolean belowOnly, OptionalInt port) implements Bypass {

        @Override
        public boolean covers(String host, Optional<Address> address, int given) {
            boolean isBelow = host.endsWith("." + name);
            boolean isIt = !belowOnly && host.equals(name);
            return address.isEmpty() && (isBelow || isIt) && port.orElse(given) == given;
        }
    }

    /** The servers whose whole name matches. */
    record Shape(String text) implements Bypass {

        @Override
        public boolean covers(String host, Optional<Address> address, int port) {
            String pattern =
                    Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            return host.matches(pattern);
        }
    }

    /**
     * Reads an entry of {@code NO_PROXY} as Go's net/http and OpenShift do: {@code *}, a block in CIDR notation, an address
     * or a name; the latter with or without a port. A name covers what is below it, and with a dot or {@code *.} before it
     * nothing else.
     *
     * @throws IllegalArgumentException if it is none of them
     * @see <a href="https://pkg.go.dev/golang.org/x/net/http/httpproxy#Config">httpproxy.Config</a>
     */
    static Bypass entry(String text) {
        String entry = text.toLowerCase(Locale.ROOT);
        if (entry.equals("*")) {
            return new Everything();
        }
        try {
            return entry.contains("/") ? new AddressRange(block(entry), OptionalInt.empty()) : server(entry);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + OutsideText.line(text)
                    + "' is no server to reach without a proxy: give a domain, an address or a block such as"
                    + " 10.0.0.0/8, with :port after a domain or an address if need be, or *");
        }
    }

    /** Reads an entry of {@code http.nonProxyHosts}: a name or an address, in which {@code *} is any text. */
    static Bypass shape(String text) {
        return new Shape(text.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", ""));
    }

    /** The address that a host is; empty for a name. */
    static Optional<Address> address(String host) {
        try {
            return Optional.of(Address.parseHost(host));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** With or without host bits, as others take it. */
    private static Prefix block(String text) {
        int slash = text.lastIndexOf('/');
        Address address = Address.parseHost(text.substring(0, slash));
        int length = Integer.parseInt(text.substring(slash + 1));
        Prefix block = new Prefix(address, address.family().bits());
        if (length < 0 || length > block.length()) {
            throw new IllegalArgumentException(text);
        }
        while (block.length() > length) {
            block = block.parent();
        }
        return block;
    }

    private static Bypass server(String entry) {
        boolean isBracketed = entry.startsWith("[");
        int colon = entry.lastIndexOf(':');
        boolean hasPort = isBracketed ? entry.contains("]:") : colon >= 0 && colon == entry.indexOf(':');
        OptionalInt port = hasPort ? OptionalInt.of(port(entry.substring(colon + 1))) : OptionalInt.empty();
        String host = (hasPort ? entry.substring(0, colon) : entry).replaceAll("^\\[|]$", "");
        Optional<Address> address = address(host);
        if (address.isPresent()) {
            Address only = address.get();
            return new AddressRange(new Prefix(only, only.family().bits()), port);
        }
        boolean belowOnly = host.startsWith(".") || host.startsWith("*.");
        String name = host.replaceFirst("^\\*?\\.", "").replaceFirst("\\.$", "");
        if (!name.matches("[a-z0-9_]([-a-z0-9_.]*[a-z0-9_])?")) {
            throw new IllegalArgumentException(entry);
        }
        return new Domain(name, belowOnly, port);
    }

    private static int port(String text) {
        int port = Integer.parseInt(text);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(text);
        }
        return port;
    }
}
