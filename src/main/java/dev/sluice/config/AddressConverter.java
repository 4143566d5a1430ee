package dev.sluice.config;

import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads an address of the web or of a file. */
public abstract class AddressConverter extends ValueConverter<URI> {

    private static final long serialVersionUID = 1;

    /** @param parser throws IllegalArgumentException, whose message holds nothing that may be a credential */
    protected AddressConverter(Function<String, URI> parser) {
        super("address", parser, URI.create("https://missing"));
    }

    @Override
    public @Nullable URI convert(String text) {
        return super.convert(text);
    }
}
