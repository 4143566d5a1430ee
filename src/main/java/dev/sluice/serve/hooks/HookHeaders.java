package dev.sluice.serve.hooks;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The headers of a delivery, by names in any case. */
record HookHeaders(Function<String, @Nullable String> values) {

    Optional<String> of(String name) {
        return Optional.ofNullable(values.apply(name));
    }
}
