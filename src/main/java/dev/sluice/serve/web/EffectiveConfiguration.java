package dev.sluice.serve.web;

import java.util.List;
import java.util.function.Supplier;

/**
 * The configuration that the process runs with.
 *
 * @param settings by ascending key; they are read when they are asked for
 * @param clusters the names of all clusters, ascending
 * @param warnings of the start
 */
public record EffectiveConfiguration(
        Supplier<List<EffectiveSetting>> settings, List<String> clusters, List<String> warnings) {

    public EffectiveConfiguration {
        clusters = clusters.stream().sorted().toList();
        warnings = List.copyOf(warnings);
    }
}
