package dev.sluice.cluster.callers;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Whether the cluster says who may call; raw values, checked when the service starts. */
@ConfigMapping(prefix = "sluice.api.kubernetes")
public interface CallersConfig {

    /**
     * Whether bearer tokens of the cluster count beside the static one: the API says whose a token is (TokenReview) and
     * whether they may do this (SubjectAccessReview). The verbs are get and create, on the cluster-scoped resources runs,
     * impact and clusters of the API group sluice.dev. Default false.
     */
    Optional<String> enabled();

    /** How long an answer is remembered, as a duration from 1s to 1m; default 10s. */
    Optional<String> remembered();
}
