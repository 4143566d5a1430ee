package dev.sluice.plan.settings;

import dev.sluice.config.Problems;
import dev.sluice.plan.settings.BlockConfig.FamilyChoice;
import dev.sluice.policy.BlockPolicy;
import dev.sluice.ranges.Family;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads {@code sluice.block}. */
public final class BlockSettings {

    private BlockSettings() {}

    /** @param feeds the names of those that are known */
    public static BlockPolicy of(BlockConfig raw, Set<String> feeds, Problems problems) {
        List<String> include = raw.include().orElse(List.of());
        List<String> exclude = raw.exclude().orElse(List.of());
        if (include.isEmpty()) {
            problems.error("sluice.block.include", "is empty: there is nothing to block");
        }
        known("sluice.block.include", include, feeds, problems);
        known("sluice.block.exclude", exclude, feeds, problems);
        include.stream()
                .filter(exclude::contains)
                .forEach(name -> problems.error("sluice.block.exclude", "'" + name + "' is included too"));
        return new BlockPolicy(
                include,
                exclude,
                raw.strategy(),
                families(raw, problems),
                raw.exempt().orElse(List.of()));
    }

    private static void known(String key, List<String> names, Set<String> feeds, Problems problems) {
        names.stream()
                .filter(name -> !feeds.contains(name))
                .forEach(name ->
                        problems.error(key, "'" + name + "' is not a feed: known are " + String.join(", ", feeds)));
    }

    private static Set<Family> families(BlockConfig raw, Problems problems) {
        if (raw.families().isEmpty()) {
            problems.error("sluice.block.families", "is empty: there is nothing to block");
            return EnumSet.of(Family.IPV4);
        }
        EnumSet<Family> families = EnumSet.noneOf(Family.class);
        raw.families().get().forEach(word -> families.addAll(of(word)));
        return families;
    }

    private static Set<Family> of(FamilyChoice word) {
        return switch (word) {
            case IPV4 -> EnumSet.of(Family.IPV4);
            case IPV6 -> EnumSet.of(Family.IPV6);
            case BOTH -> EnumSet.allOf(Family.class);
        };
    }
}
