package dev.sluice.serve.hooks;

import dev.sluice.config.Problems;
import dev.sluice.gitops.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whose webhooks are taken.
 *
 * @param secrets by name of the forge; empty where none are taken
 */
public record HookTerms(Map<String, Secret> secrets) {

    public HookTerms {
        secrets = Map.copyOf(secrets);
    }

    /** Reads {@code sluice.hooks}. */
    public static HookTerms of(HooksConfig raw, Problems problems) {
        Map<String, Secret> secrets = new TreeMap<>();
        raw.forges().forEach((name, forge) -> {
            if (HookRegistry.find(name).isEmpty()) {
                problems.error(
                        "sluice.hooks." + name,
                        "'" + name + "' is not a forge whose webhooks are read: one of "
                                + String.join(", ", HookRegistry.names()));
            }
            secrets.put(name, Secret.in(forge.secretFile()));
        });
        return new HookTerms(secrets);
    }

    Optional<Secret> secret(String forge) {
        return Optional.ofNullable(secrets.get(forge));
    }
}
