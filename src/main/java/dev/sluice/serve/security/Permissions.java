package dev.sluice.serve.security;

/**
 * What a caller may do, as {@code resource:verb}. With the cluster's own tokens these are cluster-scoped resources and
 * verbs of the API group {@code sluice.dev}.
 */
public final class Permissions {

    /** Ask for a run. */
    public static final String CREATE_RUNS = "runs:create";

    /** See what runs came to. Their reports name networks and buckets. */
    public static final String GET_RUNS = "runs:get";

    /** See what workloads do. */
    public static final String GET_IMPACT = "impact:get";

    /** See how clusters are doing. */
    public static final String GET_CLUSTERS = "clusters:get";

    /** Let a change pass that waits for a person, or have a request opened for it. */
    public static final String CREATE_ACCEPTANCES = "acceptances:create";

    private Permissions() {}
}
