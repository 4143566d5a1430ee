package dev.sluice.policy;

import java.util.Locale;

/**
 * A transport protocol and port that a rule is limited to.
 *
 * @param number 1 to 65535
 */
public record Port(Protocol protocol, int number) {

    /** The protocols that an EgressFirewall knows. */
    public enum Protocol {
        TCP,
        UDP,
        SCTP;

        /** @throws IllegalArgumentException for any other text */
        public static Protocol parse(String text) {
            for (Protocol protocol : values()) {
                if (protocol.name().equals(text.toUpperCase(Locale.ROOT))) {
                    return protocol;
                }
            }
            throw new IllegalArgumentException("'" + text + "' is not TCP, UDP or SCTP");
        }
    }

    public Port {
        if (number < 1 || number > 65_535) {
            throw new IllegalArgumentException("'" + number + "' is not a port: it is from 1 to 65535");
        }
    }

    @Override
    public String toString() {
        return protocol + "/" + number;
    }
}
