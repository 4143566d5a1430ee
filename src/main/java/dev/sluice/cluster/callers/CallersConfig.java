package dev.sluice.cluster.callers;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Whether the cluster says who may call; raw values, checked when the service starts. */
@ConfigMapping(prefix = "sluice.api.kubernetes")
public interface CallersConfig {

    /**
     * Whether bearer tokens of the cluster count beside the static one: the API says whose a token is (TokenReview) and
     * whether they may use the verb, such as post, on the path, such as /api/runs (SubjectAccessReview on a non-resource
     * URL). Default false.
     */
    Optional<String> enabled();

    /** How long an answer is remembered, as a duration from 1s to 1m; default 10s. */
    Optional<String> remembered();
}
