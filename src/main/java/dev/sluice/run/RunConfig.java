package dev.sluice.run;

import dev.sluice.config.SecretFile;
import dev.sluice.gitops.Secret;
import dev.sluice.gitops.SecretConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import java.nio.file.Path;
import java.util.Optional;

/** When runs happen and who may ask for one; raw values, checked when the service starts. */
@ConfigMapping(prefix = "sluice")
public interface RunConfig {

    /** A Quartz cron expression in the time zone below; off or false for never; default {@code 0 0 2 * * ?}. */
    Optional<String> schedule();

    /** The zone of the schedule, for example Europe/Berlin; default UTC. */
    Optional<String> timeZone();

    /**
     * The namespace that the service runs in, which is never a target: a firewall there would cut it off from the feeds.
     * Default the pod's own, outside a cluster egress-fw-updater.
     */
    Optional<String> namespace();

    /** The HTTP interface. */
    Api api();

    /** The HTTP interface. */
    interface Api {

        /** The bearer token that may ask for a run; better in a file. Without one every request is refused. */
        @WithConverter(SecretConverter.class)
        Optional<Secret> token();

        /** A file that holds the bearer token; it is read again at each request. */
        @WithConverter(SecretFile.class)
        Optional<Path> tokenFile();
    }
}
