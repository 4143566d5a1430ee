package dev.sluice.run;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import dev.sluice.config.AddressConverter;
import dev.sluice.config.KubernetesNames;
import dev.sluice.config.SecretFile;
import dev.sluice.config.TextConverter;
import dev.sluice.config.ValueConverter;
import dev.sluice.config.WebAddress;
import dev.sluice.gitops.Secret;
import dev.sluice.gitops.SecretConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When runs happen and who may ask for one. */
@ConfigMapping(prefix = "sluice")
public interface RunConfig {

    /** A Quartz cron expression in the time zone below; off or false for never. */
    @WithConverter(Cron.class)
    @WithDefault(Cron.NIGHTLY)
    String schedule();

    /** The zone of the schedule, for example Europe/Berlin. */
    @WithConverter(Zone.class)
    @WithDefault("UTC")
    ZoneId timeZone();

    /**
     * The namespace that the service runs in, which is never a target: a firewall there would cut it off from the feeds.
     * Without it the pod's own, outside a cluster egress-fw-updater.
     */
    @WithConverter(KubernetesNames.Namespace.class)
    Optional<String> namespace();

    /** Times in which nothing is published. */
    List<FreezeConfig> freeze();

    /**
     * Names of clusters that a change reaches in a freeze if it only takes denials away, such as an urgent end of an
     * over-block.
     */
    Optional<List<String>> freezeExcept();

    /** The HTTP interface. */
    Api api();

    /** A time in which nothing is published. */
    interface FreezeConfig {

        /**
         * When it begins, in the time zone of the schedule: {@code 2026-12-20}, {@code 2026-12-20T18:00}, with an offset of
         * its own {@code 2026-12-20T18:00+01:00}, or every week {@code Fri 18:00}.
         */
        @WithConverter(FreezeTime.class)
        String from();

        /** When it ends, written as {@code from}; a day alone is meant with all of it. */
        @WithConverter(FreezeTime.class)
        String until();

        /** Why, for those who read of it. */
        @WithConverter(FreezeReason.class)
        Optional<String> reason();
    }

    /** The HTTP interface. */
    interface Api {

        /** The bearer token that may ask for a run; better in a file. Without one every request is refused. */
        @WithConverter(SecretConverter.class)
        Optional<Secret> token();

        /** A file that holds the bearer token; it is read again at each request. */
        @WithConverter(SecretFile.class)
        Optional<Path> tokenFile();

        /**
         * The address under which people reach this service, such as {@code https://sluice.apps.example}: messages link to
         * it. Without it they link to the request that they are about, or to nothing.
         */
        @WithConverter(PublicAddress.class)
        Optional<URI> url();
    }

    /** Reads the address of the service as people see it. */
    final class PublicAddress extends AddressConverter {

        private static final long serialVersionUID = 1;

        public PublicAddress() {
            super(PublicAddress::plain);
        }

        private static URI plain(String text) {
            return WebAddress.of(text.replaceFirst("/+$", ""))
                    .filter(WebAddress::isPlain)
                    .map(WebAddress::uri)
                    .orElseThrow(() -> new IllegalArgumentException(
                            (text.matches("(?s).*[@?#].*") ? "the value" : "'" + text + "'")
                                    + " is not an http or https address without credentials, query and fragment"));
        }
    }

    /** Reads a Quartz cron expression, or off. */
    final class Cron extends TextConverter {

        private static final long serialVersionUID = 1;

        static final String OFF = "off";
        static final String NIGHTLY = "0 0 2 * * ?";

        public Cron() {
            super(Cron::read, NIGHTLY);
        }

        /** @throws IllegalArgumentException if it is not a Quartz cron expression */
        static com.cronutils.model.Cron parsed(String text) {
            return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ)).parse(text);
        }

        /** Off, where nothing runs. */
        private static String read(String text) {
            if (Set.of(OFF, "no", "false").contains(text.toLowerCase(Locale.ROOT))) {
                return OFF;
            }
            try {
                parsed(text).validate();
                return text;
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "'" + text + "' is not a Quartz cron expression such as '" + NIGHTLY + "': " + e.getMessage(),
                        e);
            }
        }
    }

    /** Reads a time of a calendar or of a week; which instant it is depends on the time zone. */
    final class FreezeTime extends TextConverter {

        private static final long serialVersionUID = 1;

        static final String MISSING = "2000-01-01";

        public FreezeTime() {
            super(FreezeSettings::requireTime, MISSING);
        }
    }

    /** Reads why there is a freeze. */
    final class FreezeReason extends TextConverter {

        private static final long serialVersionUID = 1;

        private static final int LONGEST = 200;

        public FreezeReason() {
            super(FreezeReason::line, "missing");
        }

        private static String line(String text) {
            if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("is not one line of at most " + LONGEST + " characters");
            }
            return text;
        }
    }

    /** Reads a time zone. */
    final class Zone extends ValueConverter<ZoneId> {

        private static final long serialVersionUID = 1;

        public Zone() {
            super("time zone", Zone::read, ZoneOffset.UTC);
        }

        @Override
        public @Nullable ZoneId convert(String text) {
            return super.convert(text);
        }

        private static ZoneId read(String text) {
            try {
                return text.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(text);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("'" + text + "' is not a time zone such as Europe/Berlin", e);
            }
        }
    }
}
