package dev.sluice.plan;

import dev.sluice.feed.Document;
import dev.sluice.feed.FeedException;
import dev.sluice.plan.settings.FullCoverageCheck;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.policy.Networks;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.SpecialAddresses;
import dev.sluice.render.Cluster;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What feeds hold that cannot be theirs: addresses that are not public, which no publisher announces to the world, and those
 * of the clusters themselves. Neither is denied; both are reported with their feed.
 */
public final class SpecialShare {

    /** More than this many in a hundred of a family's addresses, and the feed is not what it should be. */
    private static final BigInteger LIMIT = BigInteger.ONE;

    private static final BigInteger HUNDRED = BigInteger.valueOf(100);

    private final PlanSettings settings;
    private final IpSet asserted;
    private final List<String> warnings = new ArrayList<>();

    private SpecialShare(PlanSettings settings) {
        this.settings = settings;
        this.asserted = Passage.asserted(settings);
    }

    /**
     * A sentence for each feed, and for each cluster whose networks it holds, unless they are asserted to be allowed.
     *
     * @throws FeedException for a feed with more addresses that are not public than can be an oversight
     */
    public static List<String> warnings(PlanSettings settings, List<Document> documents) {
        SpecialShare share = new SpecialShare(settings);
        documents.stream()
                .filter(document -> settings.block().include().contains(document.name()))
                .forEach(share::look);
        return List.copyOf(share.warnings);
    }

    private void look(Document document) {
        IpSet addresses = document.prefixes().addresses();
        if (!settings.block().special().contains(document.name())) {
            for (Family family : Family.values()) {
                leftOut(document.name(), addresses.only(family), family);
            }
        }
        clusters(document.name(), addresses.minus(SpecialAddresses.all()).minus(asserted));
    }

    private void leftOut(String feed, IpSet addresses, Family family) {
        IpSet special = addresses.intersection(SpecialAddresses.all());
        if (special.isEmpty()) {
            return;
        }
        BigInteger some = special.size(family);
        BigInteger all = addresses.size(family);
        String what = count(some) + " of its " + count(all) + " " + FullCoverageCheck.word(family)
                + " addresses are not public, first " + special.prefixes().getFirst() + " ("
                + SpecialAddresses.purpose(special).orElseThrow() + ")";
        if (some.multiply(HUNDRED).compareTo(all.multiply(LIMIT)) > 0) {
            BigDecimal percent =
                    new BigDecimal(some.multiply(HUNDRED)).divide(new BigDecimal(all), 2, RoundingMode.HALF_UP);
            throw new FeedException(
                    feed,
                    what + ", which is " + percent.stripTrailingZeros().toPlainString()
                            + " % (limit 1 %): see whether it is the right list, or set sluice.feeds." + feed
                            + ".allow-special: true to deny them, too");
        }
        warnings.add("feed " + feed + ": " + what + ": they are not denied");
    }

    private void clusters(String feed, IpSet addresses) {
        Map<Networks, IpSet> found = new HashMap<>();
        for (Cluster cluster : settings.clusters()) {
            IpSet own = found.computeIfAbsent(
                    cluster.networks(), networks -> networks.addresses().intersection(addresses));
            if (!own.isEmpty()) {
                warnings.add("feed " + feed + " holds addresses of the networks of cluster " + cluster.name()
                        + ", first " + own.prefixes().getFirst() + ": they are not denied");
            }
        }
    }

    private static String count(BigInteger number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
