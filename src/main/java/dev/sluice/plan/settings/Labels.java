package dev.sluice.plan.settings;

import dev.sluice.config.KubernetesNames;
import dev.sluice.config.Problems;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads Kubernetes labels; an empty value is a value. */
public final class Labels {

    private Labels() {}

    static Map<String, String> read(Problems problems, String key, Map<String, Optional<String>> raw) {
        Map<String, String> labels = new TreeMap<>();
        raw.forEach((label, value) -> {
            problems.name(key, label, KubernetesNames.LABEL_KEY);
            problems.parse(key + "." + label, value.orElse(""), KubernetesNames.LABEL_VALUE)
                    .ifPresent(text -> labels.put(label, text));
        });
        return labels;
    }
}
