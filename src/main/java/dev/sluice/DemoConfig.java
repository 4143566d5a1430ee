package dev.sluice;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The demo of the dev profile; without meaning elsewhere. */
@ConfigMapping(prefix = "sluice.demo")
public interface DemoConfig {

    /** true for Google's live feeds instead of the samples. */
    Optional<String> liveFeeds();

    /** The folder of the bare repository that the demo makes; set by the demo itself. */
    Optional<String> repository();
}
