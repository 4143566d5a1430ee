package dev.sluice.review.body;

import io.quarkus.qute.Engine;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.TemplateLocator;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** An engine that is built by hand. */
public final class Templates {

    private static final Engine ENGINE = Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addLocator(name -> Optional.of(new File(Path.of("src/main/resources/templates", name))))
            .build();

    private Templates() {}

    public static Engine engine() {
        return ENGINE;
    }

    private record File(Path path) implements TemplateLocator.TemplateLocation {

        @Override
        public Reader read() {
            try {
                return new StringReader(Files.readString(path));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Optional<Variant> getVariant() {
            return Optional.empty();
        }
    }
}
