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

        public Known {
            groups = List.copyOf(groups);
            extra = extra.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> List.copyOf(entry.getValue()), (a, b) -> b, TreeMap::new));
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
