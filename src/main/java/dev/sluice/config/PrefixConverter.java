package dev.sluice.config;

import dev.sluice.ranges.Address;
import dev.sluice.ranges.Prefix;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a prefix. */
public class PrefixConverter extends ValueConverter<Prefix> {

    private static final long serialVersionUID = 1;

    /** Reads any prefix, masked. */
    public PrefixConverter() {
        this(Prefix::parse);
    }

    /** @param parser throws IllegalArgumentException, whose message quotes the value */
    protected PrefixConverter(Function<String, Prefix> parser) {
        super(
                "CIDR",
                parser,
                new Prefix(
                        OfAddress.DOCUMENTATION,
                        OfAddress.DOCUMENTATION.family().bits()));
    }

    @Override
    public @Nullable Prefix convert(String text) {
        return super.convert(text);
    }

    /** Reads an address. */
    public static final class OfAddress extends ValueConverter<Address> {

        private static final long serialVersionUID = 1;

        /** Of no network (RFC 5737). */
        private static final Address DOCUMENTATION = Address.parseHost("192.0.2.1");

        public OfAddress() {
            super("IP address", Address::parseHost, DOCUMENTATION);
        }

        @Override
        public @Nullable Address convert(String text) {
            return super.convert(text);
        }
    }
}
