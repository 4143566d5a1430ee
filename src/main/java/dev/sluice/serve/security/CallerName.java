package dev.sluice.serve.security;

import io.quarkus.security.identity.SecurityIdentity;

/** Says who calls, for what is kept with a name. */
public final class CallerName {

    /** The bearer of the static token, which has no person. */
    public static final String STATIC_TOKEN = "static token";

    /** Set on the identity of that bearer: a user of the cluster may have any name. */
    static final String IS_STATIC = "sluice.static-token";

    private CallerName() {}

    /** A user of the cluster by name, or {@value #STATIC_TOKEN}. */
    public static String of(SecurityIdentity caller) {
        return caller.getAttribute(IS_STATIC) == null ? caller.getPrincipal().getName() : STATIC_TOKEN;
    }
}
