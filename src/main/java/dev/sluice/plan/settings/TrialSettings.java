package dev.sluice.plan.settings;

import dev.sluice.config.Problems;
import dev.sluice.feed.Feed;
import dev.sluice.plan.settings.ClustersConfig.TrialConfig;
import dev.sluice.policy.Action;
import dev.sluice.policy.BlockPolicy;
import dev.sluice.policy.Destination;
import dev.sluice.policy.Firewall;
import dev.sluice.ranges.Family;
import dev.sluice.render.Target;
import dev.sluice.render.Trial;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code verify-with}. */
final class TrialSettings {

    /** The feed that holds the addresses of {@link Trial#DEFAULT_BLOCKED}. */
    private static final String GOOGLE = Feed.GOOG;

    private final BlockPolicy block;
    private final Problems problems;

    TrialSettings(BlockPolicy block, Problems problems) {
        this.block = block;
        this.problems = problems;
    }

    /** Empty where both sites are the same, which is an error. */
    Optional<Trial> trial(String key, TrialConfig raw) {
        URI blocked = raw.blocked().orElse(Trial.DEFAULT_BLOCKED);
        URI control = raw.control().orElse(Trial.DEFAULT_CONTROL);
        return problems.name(key, raw.image(), image -> new Trial(image, blocked, control, raw.node()));
    }

    /** Looks whether the sites that are tried by default mean something in the namespaces where they are tried. */
    void check(String key, TrialConfig raw, List<Target> targets) {
        List<Target> tried =
                targets.stream().filter(target -> target.trial().isPresent()).toList();
        if (raw.blocked().isEmpty() && !tried.isEmpty() && !blocksGoogle()) {
            problems.error(
                    key + ".blocked",
                    "is missing: " + Trial.DEFAULT_BLOCKED + " is tried only where the feed " + GOOGLE
                            + " is blocked over ipv4, and blocked is " + String.join(", ", block.include()) + " over "
                            + block.families().stream()
                                    .map(family -> family.name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(", "))
                            + "; name a site that is blocked");
        }
        tried.stream()
                .map(Target::firewall)
                .filter(firewall -> raw.control().isEmpty()
                        && firewall.otherwise() == Action.DENY
                        && !allows(firewall, Trial.DEFAULT_CONTROL.getHost()))
                .forEach(firewall -> problems.error(
                        key + ".control",
                        "is missing: namespace " + firewall.namespace() + " denies what no rule matches, "
                                + Trial.DEFAULT_CONTROL + " included; name a site that it allows"));
    }

    private boolean blocksGoogle() {
        return block.blocks(GOOGLE, Family.IPV4);
    }

    /** Whether a rule by name lets a host through; what other rules allow is not known here. */
    private static boolean allows(Firewall firewall, String host) {
        return Stream.concat(firewall.before().stream(), firewall.after().stream())
                .filter(rule -> rule.action() == Action.ALLOW)
                .anyMatch(rule -> rule.to() instanceof Destination.DnsName name
                        && name.name().equalsIgnoreCase(host));
    }
}
