package dev.sluice.plan;

import dev.sluice.plan.settings.FullCoverageCheck;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.policy.Action;
import dev.sluice.policy.Assertion;
import dev.sluice.policy.LetThrough;
import dev.sluice.policy.Rule;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import dev.sluice.render.Cluster;
import dev.sluice.render.Target;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Measures what networks and first rules let through of what is to be denied. Exemptions do not count: they are not to be
 * denied. Nor does what the user asserts to be allowed.
 *
 * <p>Not thread-safe.
 */
public final class Passage {

    /** More than this many in a hundred of a family's addresses is worth a warning. */
    private static final BigInteger LIMIT = BigInteger.ONE;

    private static final BigInteger HUNDRED = BigInteger.valueOf(100);

    private final PlanSettings settings;
    private final IpSet blocked;
    private final IpSet asserted;
    private final List<String> warnings = new ArrayList<>();

    private Passage(PlanSettings settings, IpSet blocked) {
        this.settings = settings;
        this.blocked = blocked;
        this.asserted = asserted(settings);
    }

    /** What the user asserts to be allowed. */
    static IpSet asserted(PlanSettings settings) {
        return IpSet.of(settings.assertions().stream()
                .filter(assertion -> assertion.origin() == Assertion.Asserter.USER)
                .filter(assertion -> assertion.expected() == Action.ALLOW)
                .map(Assertion::addresses)
                .toList());
    }

    /**
     * What is doubtful, a sentence for each cluster and namespace.
     *
     * @param blocked the addresses to deny
     * @throws LetThroughException if all of a family is let through and no assertion allows it
     */
    public static List<String> warnings(PlanSettings settings, IpSet blocked) {
        Passage passage = new Passage(settings, blocked);
        settings.clusters().forEach(passage::look);
        return List.copyOf(passage.warnings);
    }

    private void look(Cluster cluster) {
        String key = "sluice.clusters." + cluster.name() + ".networks: ";
        Optional<String> networks = judge(cluster, List.of(), key + "the networks");
        networks.ifPresent(warnings::add);
        for (Target target : cluster.targets()) {
            List<Rule> before = target.firewall().before();
            if (adds(cluster, before)) {
                String subject = "namespace " + target.namespace() + " of cluster " + cluster.name()
                        + ": the networks and the rules in before";
                judge(cluster, before, subject).ifPresent(warnings::add);
            }
        }
    }

    /** Whether first rules let something through that the networks alone do not. */
    private boolean adds(Cluster cluster, List<Rule> before) {
        if (before.isEmpty()) {
            return false;
        }
        LetThrough alone = LetThrough.of(cluster.networks(), List.of());
        LetThrough all = LetThrough.of(cluster.networks(), before);
        return !all.whole().minus(alone.whole()).intersection(blocked).isEmpty()
                || !all.partly().intersection(blocked).isEmpty();
    }

    private Optional<String> judge(Cluster cluster, List<Rule> before, String subject) {
        LetThrough through = LetThrough.of(cluster.networks(), before);
        IpSet whole = through.whole().intersection(blocked);
        IpSet partly = through.partly().intersection(blocked).minus(asserted);
        IpSet unexcused = whole.minus(asserted);
        for (Family family : settings.block().families()) {
            IpSet denied = blocked.only(family);
            if (!unexcused.only(family).isEmpty() && whole.containsAll(denied)) {
                throw new LetThroughException(subject + " let all " + FullCoverageCheck.word(family)
                        + " addresses through that are to be denied: correct them, or assert in sluice.assertions that"
                        + " they are allowed");
            }
        }
        List<String> shares = new ArrayList<>();
        for (Family family : settings.block().families()) {
            share(unexcused, family).ifPresent(shares::add);
            share(partly, family).map(text -> text + " by port").ifPresent(shares::add);
        }
        return shares.isEmpty()
                ? Optional.empty()
                : Optional.of(subject + " let through " + String.join(", and ", shares)
                        + ": correct them, or assert in sluice.assertions that they are allowed");
    }

    /** How much of what is to be denied; empty up to the limit. */
    private Optional<String> share(IpSet part, Family family) {
        BigInteger some = part.size(family);
        BigInteger all = blocked.size(family);
        if (some.multiply(HUNDRED).compareTo(all.multiply(LIMIT)) <= 0) {
            return Optional.empty();
        }
        BigDecimal percent =
                new BigDecimal(some.multiply(HUNDRED)).divide(new BigDecimal(all), 2, RoundingMode.HALF_UP);
        Prefix first = part.only(family).prefixes().getFirst();
        return Optional.of(
                percent + " % of the " + FullCoverageCheck.word(family) + " addresses that are to be denied ("
                        + String.format(Locale.ROOT, "%,d of %,d", some, all) + ", first " + first + ")");
    }
}
