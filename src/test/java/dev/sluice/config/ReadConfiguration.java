package dev.sluice.config;

import dev.sluice.Configuration;
import java.util.List;

/** What the service's own reader finds in a configuration, for tests of other packages. */
public final class ReadConfiguration {

    private final Configuration configuration;

    private ReadConfiguration(Configuration configuration) {
        this.configuration = configuration;
    }

    /** @param files texts of YAML files, each on top of the ones before */
    public static ReadConfiguration of(String... files) {
        Configuration all = Configuration.nothing();
        for (String file : files) {
            all = all.and(file);
        }
        return new ReadConfiguration(all);
    }

    /** What is wrong with it, one mistake an entry; empty where it starts. */
    public List<String> mistakes() {
        return configuration.mistakes();
    }

    /** What is doubtful about one that starts. */
    public List<String> warnings() {
        return configuration.warnings();
    }
}
