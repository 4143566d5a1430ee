package dev.sluice.plan.settings;

import dev.sluice.config.KubernetesNames;
import dev.sluice.config.Problems;
import dev.sluice.render.Installation;
import dev.sluice.render.Installation.Approval;
import dev.sluice.render.Operator;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads {@code operators} of a cluster. */
final class OperatorSettings {

    private static final Function<String, String> CHANNEL = Problems.shapedLike(
            Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?"),
            "a channel such as stable-6.4: letters, digits and -_. between them");

    private final Surroundings surroundings;
    private final Problems problems;

    OperatorSettings(Surroundings surroundings, Problems problems) {
        this.surroundings = surroundings;
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
        boolean manage = read(key + ".manage", raw.manage(), true, Problems::trueOrFalse);
        boolean group = read(key + ".operator-group", raw.operatorGroup(), true, Problems::trueOrFalse);
        Installation installation = new Installation(
                manage,
                manage && group,
                read(key + ".channel", raw.channel(), usual.channel(), CHANNEL),
                read(key + ".source", raw.source(), usual.source(), KubernetesNames.NAME),
                read(
                        key + ".source-namespace",
                        raw.sourceNamespace(),
                        usual.sourceNamespace(),
                        KubernetesNames.NAMESPACE),
                read(key + ".approval", raw.approval(), usual.approval(), OperatorSettings::approval));
        boolean isShaped = !installation.equals(usual.limitedTo(manage, manage && group)) || !group;
        if (!manage && isShaped) {
            problems.warn(key, "is set beside manage: false, under which nothing else of it has an effect");
        }
        return installation;
    }

    /** A value that was left blank was meant to be one: it does not mean the default. */
    private <T> T read(String key, Optional<String> value, T otherwise, Function<String, T> parser) {
        if (value.isEmpty() && surroundings.isEmpty(key)) {
            problems.error(key, "is blank: give a value, or leave the key out for the default");
        }
        return problems.read(key, value, otherwise, parser);
    }

    private static Operator operator(String word) {
        return Arrays.stream(Operator.values())
                .filter(operator -> operator.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + word + "' is not one of " + String.join(", ", words(Operator.values(), Operator::word))));
    }

    private static Approval approval(String word) {
        return Arrays.stream(Approval.values())
                .filter(approval -> approval.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + word + "' is not one of " + String.join(", ", words(Approval.values(), Approval::word))));
    }

    private static <T> List<String> words(T[] values, Function<T, String> word) {
        return Arrays.stream(values).map(word).toList();
    }

    private static String user(Operator operator) {
        return switch (operator) {
            case LOKI -> "loki";
            case NETWORK_OBSERVABILITY -> "flow-collector";
        };
    }
}
