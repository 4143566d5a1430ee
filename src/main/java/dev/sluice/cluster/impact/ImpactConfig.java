package dev.sluice.cluster.impact;

import dev.sluice.config.Durations;
import dev.sluice.config.WholeNumber;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How flows are read. Nothing is read without {@code flows} of a cluster. */
@ConfigMapping(prefix = "sluice.impact")
public interface ImpactConfig {

    /** How far back flows are read. */
    @WithConverter(Window.class)
    @WithDefault("24h")
    Duration window();

    /** How long reading may delay a run, all clusters together. What is left is not read. */
    @WithDefault("30s")
    Duration timeout();

    /** How many flows one answer of Loki holds; the default is Loki's own limit. */
    @WithConverter(PageSize.class)
    @WithDefault("5000")
    int pageSize();

    /** How many flows of a cluster are read at most. The latest come first. */
    @WithConverter(MaxFlows.class)
    @WithDefault("1000000")
    int maxFlows();

    /** Reads a duration of at most 30 days. */
    final class Window extends Durations.Between {

        private static final long serialVersionUID = 1;

        public Window() {
            super(Duration.ofMinutes(1), Duration.ofDays(30), "1m to 30d");
        }
    }

    /** Reads how many flows an answer holds. */
    final class PageSize extends WholeNumber {

        private static final long serialVersionUID = 1;

        public PageSize() {
            super(100, 10_000);
        }
    }

    /** Reads how many flows are read. */
    final class MaxFlows extends WholeNumber {

        private static final long serialVersionUID = 1;

        public MaxFlows() {
            super(1, 100_000_000);
        }
    }
}
