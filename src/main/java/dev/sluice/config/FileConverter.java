package dev.sluice.config;

import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the path of a file or a folder. */
public abstract class FileConverter extends ValueConverter<Path> {

    private static final long serialVersionUID = 1;

    /** @param parser throws IllegalArgumentException, whose message holds nothing that may be a secret */
    protected FileConverter(String type, Function<String, Path> parser) {
        super(type, parser, Path.of("/missing"));
    }

    @Override
    public @Nullable Path convert(String text) {
        return super.convert(text);
    }
}
