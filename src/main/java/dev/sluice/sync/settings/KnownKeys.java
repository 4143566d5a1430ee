package dev.sluice.sync.settings;

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

    private static final List<Pattern> VALUES = new ArrayList<>();
    private static final List<Pattern> PARENTS = new ArrayList<>();

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

    /** Whether other keys stand below this one, so that it may be there without a value: {@code before: []}. */
    static boolean isParent(String key) {
        return PARENTS.stream().anyMatch(pattern -> pattern.matcher(key).matches());
    }

    /** {@code *} stands for one name, quoted where it holds dots, and {@code [*]} for an index. */
    private static Pattern pattern(String name) {
        String quoted =
                Pattern.quote(name).replace("[*]", "\\E\\[[0-9]+]\\Q").replace("*", "\\E(\"[^\"]*\"|[^.\\[]+)\\Q");
        return Pattern.compile(quoted + "(\\[[0-9]+])?");
    }
}
