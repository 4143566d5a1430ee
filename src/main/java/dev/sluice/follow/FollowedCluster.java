package dev.sluice.follow;

import dev.sluice.cluster.verification.Verification;
import java.util.List;

/**
 * What is known of a cluster that is followed.
 *
 * @param warnings what kept others from being told of it
 */
public record FollowedCluster(Verification verification, List<String> warnings) {

    public FollowedCluster {
        warnings = List.copyOf(warnings);
    }
}
