package dev.sluice.plan.settings;

import java.util.Map;
import java.util.Set;

/**
 * What a configuration is read in beside its own keys.
 *
 * @param ownNamespace the namespace that the service runs in
 * @param labVariables the lab's environment variables that are set, by name
 * @param keys those under {@code sluice} that are given with a value; names in them unquoted
 * @param missingLocations configuration files that were named and do not exist
 */
public record Surroundings(
        String ownNamespace, Map<String, String> labVariables, Set<String> keys, Set<String> missingLocations) {}
