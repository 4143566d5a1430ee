package dev.sluice.proxy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A proxy that is spoken to over http. Its text holds no password.
 *
 * @param source the variable or property that names it, for messages
 * @param host a name or address, an IPv6 address without brackets
 * @param account what it asks for; empty where it lets everyone through
 */
public record ProxyAddress(String source, String host, int port, Optional<ProxyAccount> account) {

    /** Who a proxy knows. */
    public record ProxyAccount(String user, String password) {

        /** The value of a header that says it. */
        String basic() {
            byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(pair);
        }

        @Override
        public String toString() {
            return "***";
        }
    }

    /** The value of a header that signs in to it; empty where it asks for nothing. */
    public Optional<String> authorization() {
        return account.map(ProxyAccount::basic);
    }

    /** As the JDK's connections take it; its name is looked up at each connection. */
    Proxy proxy() {
        return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(host, port));
    }

    /**
     * What it means that the proxy answered in place of a server.
     *
     * @param status such as 407
     */
    public String refusal(int status) {
        String said = "the proxy " + this + " (" + source + ") ";
        if (status == 407) {
            return account.isPresent()
                    ? said + "refuses the user or the password that " + source + " gives it"
                    : said + "asks for a user and a password: put them into " + source;
        }
        return said + "does not let it through (it answered " + status
                + "): allow the server there, or name it in NO_PROXY";
    }

    /** {@code host:port}. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
