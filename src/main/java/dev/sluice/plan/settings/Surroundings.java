package dev.sluice.plan.settings;

import java.util.Map;
import java.util.Set;

/**
 * What a configuration is read in beside its own keys.
 *
 * @param ownNamespace the namespace that the service runs in
 * @param labVariables the lab's environment variables that are set, by name
 * @param keys those under {@code sluice} that are given with a value; names in them unquoted
 * @param emptyKeys keys under {@code sluice} that are given without a value, such as an empty list; names in them unquoted
 * @param missingLocations configuration files that were named and do not exist
 */
public record Surroundings(
        String ownNamespace,
        Map<String, String> labVariables,
        Set<String> keys,
        Set<String> emptyKeys,
        Set<String> missingLocations) {

    /** Whether a list is given and empty on purpose, which is not the same as absent. */
    boolean isEmpty(String key) {
        return emptyKeys.contains(key);
    }
}
