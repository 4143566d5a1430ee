package dev.sluice.gitops;

import dev.sluice.config.Problems;
import dev.sluice.config.ValueConverter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a secret that is a value of the configuration itself. */
public final class SecretConverter extends ValueConverter<Secret> {

    private static final long serialVersionUID = 1;

    public SecretConverter() {
        super("secret", SecretConverter::read, Secret.of("missing"));
    }

    @Override
    public @Nullable Secret convert(String text) {
        return super.convert(text);
    }

    /** One of {@code <key>.token} and {@code <key>.token-file}; both are a mistake. */
    public static Optional<Secret> either(
            String key, Optional<Secret> token, Optional<Path> tokenFile, Problems problems) {
        if (token.isPresent() && tokenFile.isPresent()) {
            problems.error(key + ".token-file", "is set beside " + key + ".token: keep one");
        }
        return token.or(() -> tokenFile.map(Secret::in));
    }

    private static Secret read(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("is blank");
        }
        return Secret.of(text);
    }
}
