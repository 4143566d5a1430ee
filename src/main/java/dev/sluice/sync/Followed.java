package dev.sluice.sync;

import dev.sluice.cluster.verification.Verification;
import java.util.List;

/**
 * What is known of a cluster that is followed.
 *
 * @param warnings what kept others from being told of it
 */
public record Followed(Verification verification, List<String> warnings) {

    public Followed {
        warnings = List.copyOf(warnings);
    }
}
