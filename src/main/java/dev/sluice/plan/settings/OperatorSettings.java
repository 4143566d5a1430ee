package dev.sluice.plan.settings;

import dev.sluice.config.Problems;
import dev.sluice.render.Installation;
import dev.sluice.render.Operator;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads {@code operators} of a cluster. */
final class OperatorSettings {

    private final Problems problems;

    OperatorSettings(Problems problems) {
        this.problems = problems;
    }

    /** @param needed those that an object of the cluster needs */
    Map<Operator, Installation> all(String key, Map<String, OperatorConfig> raw, Set<Operator> needed) {
        Map<Operator, Installation> installations = new EnumMap<>(Operator.class);
        new TreeMap<>(raw).forEach((word, config) -> {
            String at = key + "." + word;
            problems.name(key, word, OperatorSettings::operator).ifPresent(operator -> {
                if (!needed.contains(operator)) {
                    problems.warn(
                            at, "has no effect: the cluster has no " + user(operator) + ", which needs the operator");
                }
                installations.put(operator, installation(at, config, operator.usual()));
            });
        });
        return installations;
    }

    private Installation installation(String key, OperatorConfig raw, Installation usual) {
        boolean manage = raw.manage();
        boolean group = raw.operatorGroup();
        Installation installation = new Installation(
                manage,
                manage && group,
                raw.channel().orElse(usual.channel()),
                raw.source().orElse(usual.source()),
                raw.sourceNamespace().orElse(usual.sourceNamespace()),
                raw.approval().orElse(usual.approval()));
        boolean isShaped = !installation.equals(usual.limitedTo(manage, manage && group)) || !group;
        if (!manage && isShaped) {
            problems.warn(key, "is set beside manage: false, under which nothing else of it has an effect");
        }
        return installation;
    }

    private static Operator operator(String word) {
        return Arrays.stream(Operator.values())
                .filter(operator -> operator.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is not one of "
                        + Arrays.stream(Operator.values()).map(Operator::word).collect(Collectors.joining(", "))));
    }

    private static String user(Operator operator) {
        return switch (operator) {
            case LOKI -> "loki";
            case NETWORK_OBSERVABILITY -> "flow-collector";
        };
    }
}
