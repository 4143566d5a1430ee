package dev.sluice.cluster.callers;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whose token it is, as the cluster says. */
public sealed interface Caller {

    /**
     * A user or service account.
     *
     * @param uid may be empty
     * @param extra what the authenticator adds; a review of access passes it on
     */
    record Known(String name, String uid, List<String> groups, Map<String, List<String>> extra) implements Caller {

        private static final String SCOPES = "scopes.authorization.openshift.io";
        private static final String CHECK_ACCESS = "user:check-access";

        public Known {
            groups = List.copyOf(groups);
            extra = extra.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> List.copyOf(entry.getValue()), (a, b) -> b, TreeMap::new));
        }

        /**
         * The same for a token that OpenShift's oauth-proxy was given. A service account as its client can have no scopes
         * but {@code user:info} and {@code user:check-access}, and no cluster-scoped resource is within these: a review with
         * them would say no to everybody. {@code user:check-access} is what a user grants to have their own permissions
         * looked up; where it is there, these count.
         *
         * @see <a href="https://docs.redhat.com/en/documentation/openshift_container_platform/4.20/html/authentication_and_authorization/using-service-accounts-as-oauth-client">OpenShift,
         *     using a service account as an OAuth client</a>
         */
        public Known asProxied() {
            if (!extra.getOrDefault(SCOPES, List.of()).contains(CHECK_ACCESS)) {
                return this;
            }
            Map<String, List<String>> rest = new TreeMap<>(extra);
            rest.remove(SCOPES);
            return new Known(name, uid, groups, rest);
        }
    }

    /** The cluster does not know the token. */
    record Unknown() implements Caller {}

    /**
     * The cluster could not be asked.
     *
     * @param reason without a secret
     */
    record Unreachable(String reason) implements Caller {}
}
