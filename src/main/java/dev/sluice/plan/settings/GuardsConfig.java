package dev.sluice.plan.settings;

import dev.sluice.config.TextConverter;
import dev.sluice.config.ValueConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What holds a run.
 *
 * <p>A limit is in percent of what is published; a larger change is held.
 */
@ConfigMapping(prefix = "sluice.guards")
public interface GuardsConfig {

    /**
     * The digest that a held run prints, or a syncToken: what may pass whatever the guards say.
     */
    Optional<List<@WithConverter(Acceptance.class) String>> accept();

    /** Names of clusters, namespaces or LokiStacks that may go, or cluster/name. */
    Optional<List<String>> acceptRemoval();

    /** Addresses gone from the excluded feeds. */
    @WithConverter(Percent.class)
    Optional<Double> excludedAddressesLost();

    /** Entries gone from the excluded feeds. */
    @WithConverter(Percent.class)
    Optional<Double> excludedEntriesLost();

    /** Addresses gone from the included feeds. */
    @WithConverter(Percent.class)
    Optional<Double> includedAddressesLost();

    /** Entries gone from the included feeds. */
    @WithConverter(Percent.class)
    Optional<Double> includedEntriesLost();

    /** Addresses gone from the difference. */
    @WithConverter(Percent.class)
    Optional<Double> differenceLost();

    /** Addresses new in the difference. */
    @WithConverter(Percent.class)
    Optional<Double> differenceGained();

    /** Lines of the exact rules changed. */
    @WithConverter(Percent.class)
    Optional<Double> rulesChanged();

    /** IPv6 addresses gone from the difference. */
    @WithConverter(Percent.class)
    Optional<Double> differenceLostIpv6();

    /** IPv6 addresses new in the difference. */
    @WithConverter(Percent.class)
    Optional<Double> differenceGainedIpv6();

    /** Reads what names feeds: anything else would never let one pass. */
    final class Acceptance extends TextConverter {

        private static final long serialVersionUID = 1;

        public Acceptance() {
            super(
                    Pattern.compile("[0-9a-f]{64}|[0-9]{1,19}"),
                    "the digest that a held run prints, 64 hexadecimal digits, or a syncToken, a number",
                    "0");
        }
    }

    /** Reads a limit. */
    final class Percent extends ValueConverter<Double> {

        private static final long serialVersionUID = 1;

        public Percent() {
            super("percentage from 0", Percent::read, 0.0);
        }

        @Override
        public @Nullable Double convert(String text) {
            return super.convert(text);
        }

        private static double read(String text) {
            try {
                double percent = Double.parseDouble(text);
                if (percent >= 0 && Double.isFinite(percent)) {
                    return percent;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            throw new IllegalArgumentException("'" + text + "' is not a number of percent, 0 or more");
        }
    }
}
