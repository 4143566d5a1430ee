package dev.sluice.serve.web;

import dev.sluice.ranges.Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Reads an address, or looks a host name up as the service's own resolver knows it. */
final class HostAddresses {

    /** A name of at least two labels, or an absolute one: others would be completed with the pod's search domains. */
    private static final Pattern NAME = Pattern.compile(
            "(?=.{1,253}$)([a-z0-9_]([-a-z0-9_]{0,61}[a-z0-9_])?\\.)+([a-z][-a-z0-9]{0,61}[a-z0-9])?",
            Pattern.CASE_INSENSITIVE);

    private static final int MOST = 16;

    private HostAddresses() {}

    /** Finds the addresses of a host. */
    interface Resolver {
        InetAddress[] addresses(String name) throws UnknownHostException;
    }

    /**
     * The addresses that are meant, at most {@value #MOST}.
     *
     * @throws IllegalArgumentException if the text is neither an address nor a name that is known
     */
    static List<Address> of(String text) {
        return of(text, InetAddress::getAllByName);
    }

    static List<Address> of(String text, Resolver resolver) {
        if (!NAME.matcher(text).matches()) {
            return List.of(Address.parseHost(text));
        }
        try {
            return Arrays.stream(resolver.addresses(text))
                    .map(found -> Address.parseHost(found.getHostAddress().replaceFirst("%.*", "")))
                    .distinct()
                    .sorted()
                    .limit(MOST)
                    .toList();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address is known for '" + text + "'", e);
        }
    }
}
