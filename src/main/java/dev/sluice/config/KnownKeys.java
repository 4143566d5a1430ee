package dev.sluice.config;

import dev.sluice.cluster.VerificationConfig;
import dev.sluice.cluster.callers.CallersConfig;
import dev.sluice.cluster.impact.FlowsConfig;
import dev.sluice.cluster.impact.ImpactConfig;
import dev.sluice.cluster.lease.LeaseConfig;
import dev.sluice.cluster.storage.StorageConfig;
import dev.sluice.feed.FeedsConfig;
import dev.sluice.feed.FetchConfig;
import dev.sluice.gitops.GitConfig;
import dev.sluice.review.ReviewConfig;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which keys under {@code sluice} mean something, taken from the mappings themselves.
 *
 * <p>Built once when the class is initialised, which for a native image is while it is built: the mappings need no
 * reflection at run time.
 */
final class KnownKeys {

    static final String UNKNOWN = "is not a key that Sluice knows";

    private static final List<Pattern> VALUES = new ArrayList<>();
    private static final List<Pattern> PARENTS = new ArrayList<>();
    private static final KeyTree TREE = new KeyTree();
    private static final VariableNames VARIABLES = new VariableNames();

    /** The last segments of the keys that are true or false. */
    private static final Set<String> BOOLEANS = Set.of(
            "check-storage",
            "create-bucket",
            "detect",
            "dns-name-resolver",
            "draft",
            "enabled",
            "live-feeds",
            "manage",
            "manage-namespace",
            "operator-group",
            "own",
            "platform-namespace",
            "privileged",
            "verify");

    /** Labels, and properties of an external secret that are named as its keys. */
    private static final Pattern MAY_BE_BLANK =
            Pattern.compile(".*\\.(nodes|namespace-labels|properties)\\.(\"[^\"]*\"|[^.\\[]+)");

    static {
        Set<String> parents = new HashSet<>();
        Stream.of(
                        RunConfig.class,
                        FeedsConfig.class,
                        FetchConfig.class,
                        BlockConfig.class,
                        GuardsConfig.class,
                        AssertionsConfig.class,
                        ClustersConfig.class,
                        GitConfig.class,
                        ReviewConfig.class,
                        DemoConfig.class,
                        FlowsConfig.class,
                        ImpactConfig.class,
                        StorageConfig.class,
                        LeaseConfig.class,
                        CallersConfig.class,
                        VerificationConfig.class)
                .map(ConfigClass::configClass)
                .flatMap(mapping -> ConfigMappings.getProperties(mapping).keySet().stream())
                .forEach(name -> {
                    VALUES.add(pattern(name));
                    TREE.add(name);
                    VARIABLES.add(name);
                    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
                        parents.add(name.substring(0, dot).replaceFirst("\\[\\*]$", ""));
                    }
                });
        parents.forEach(name -> PARENTS.add(pattern(name)));
    }

    private KnownKeys() {}

    /** Whether a key holds a value. */
    static boolean isValue(String key) {
        return VALUES.stream().anyMatch(pattern -> pattern.matcher(key).matches());
    }

    /** Whether other keys are below this one, so that it may be there without a value: {@code before: []}. */
    static boolean isParent(String key) {
        return PARENTS.stream().anyMatch(pattern -> pattern.matcher(key).matches());
    }

    /** Whether a key is true or false, so that YAML's other words for it are read as such. */
    static boolean isBoolean(String key) {
        return BOOLEANS.contains(key.substring(key.lastIndexOf('.') + 1));
    }

    /** Whether a key may hold an empty text. */
    static boolean mayBeBlank(String key) {
        return MAY_BE_BLANK.matcher(key).matches();
    }

    /** Whether a key holds a list, which may be empty. */
    static boolean isList(String key) {
        return TREE.find(key).flatMap(KeyTree::element).isPresent();
    }

    /** Why an unknown key is refused, with the known key that is nearest or, where none is near, all of the section. */
    static String unknown(String key) {
        Optional<String> near = TREE.nearest(key);
        if (near.isPresent()) {
            return near.get().equals(key)
                    ? UNKNOWN + " a value of; it holds other keys"
                    : UNKNOWN + "; did you mean " + near.get() + "?";
        }
        String section = TREE.section(key);
        List<String> names = TREE.find(section).map(KeyTree::names).orElse(List.of());
        return names.isEmpty() ? UNKNOWN : UNKNOWN + "; known below " + section + " are " + String.join(", ", names);
    }

    /** All keys as environment variables. */
    static VariableNames variables() {
        return VARIABLES;
    }

    /** All keys by their segments. */
    static KeyTree tree() {
        return TREE;
    }

    /** {@code *} matches one name, quoted where it holds dots, and {@code [*]} for an index. */
    private static Pattern pattern(String name) {
        String quoted =
                Pattern.quote(name).replace("[*]", "\\E\\[[0-9]+]\\Q").replace("*", "\\E(\"[^\"]*\"|[^.\\[]+)\\Q");
        return Pattern.compile(quoted + "(\\[[0-9]+])?");
    }
}
