package dev.sluice.plan.settings;

import dev.sluice.config.Problems;
import dev.sluice.feed.Feed;
import dev.sluice.policy.BlockPolicy;
import dev.sluice.policy.Strategy;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Prefix;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code sluice.block}. */
public final class BlockSettings {

    private final BlockConfig raw;
    private final Set<String> feeds;
    private final Surroundings surroundings;
    private final Problems problems;

    public BlockSettings(BlockConfig raw, Set<String> feeds, Surroundings surroundings, Problems problems) {
        this.raw = raw;
        this.feeds = feeds;
        this.surroundings = surroundings;
        this.problems = problems;
    }

    public BlockPolicy block() {
        List<String> include = names("sluice.block.include", raw.include(), Feed.GOOG);
        List<String> exclude = names("sluice.block.exclude", raw.exclude(), Feed.CLOUD);
        if (include.isEmpty()) {
            problems.error("sluice.block.include", "is empty: there is nothing to block");
        }
        known("sluice.block.include", include);
        known("sluice.block.exclude", exclude);
        include.stream()
                .filter(exclude::contains)
                .forEach(name -> problems.error("sluice.block.exclude", "'" + name + "' is included too"));
        return new BlockPolicy(
                include,
                exclude,
                problems.read("sluice.block.strategy", raw.strategy(), Strategy.EXACT, Strategy::parse),
                families(),
                problems.readAll("sluice.block.exempt", raw.exempt(), Prefix::parse));
    }

    /** An absent list has its default; one that is empty on purpose stays empty. */
    private List<String> names(String key, Optional<List<String>> names, String otherwise) {
        return names.map(given -> given.stream().map(String::strip).toList())
                .orElse(surroundings.isEmpty(key) ? List.of() : List.of(otherwise));
    }

    private void known(String key, List<String> names) {
        names.stream()
                .filter(name -> !feeds.contains(name))
                .forEach(name ->
                        problems.error(key, "'" + name + "' is not a feed: known are " + String.join(", ", feeds)));
    }

    private Set<Family> families() {
        if (surroundings.isEmpty("sluice.block.families")) {
            problems.error("sluice.block.families", "is empty: there is nothing to block");
        }
        EnumSet<Family> families = EnumSet.noneOf(Family.class);
        problems.readAll("sluice.block.families", raw.families(), BlockSettings::family)
                .forEach(families::addAll);
        return families.isEmpty() ? EnumSet.of(Family.IPV4) : families;
    }

    private static Set<Family> family(String text) {
        return switch (text) {
            case "ipv4" -> EnumSet.of(Family.IPV4);
            case "ipv6" -> EnumSet.of(Family.IPV6);
            case "both" -> EnumSet.allOf(Family.class);
            default -> throw new IllegalArgumentException("'" + text + "' is not ipv4, ipv6 or both");
        };
    }
}
