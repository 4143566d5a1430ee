package dev.sluice.plan;

import dev.sluice.manifest.ParsedFirewall;
import dev.sluice.policy.Firewall;
import dev.sluice.policy.LruMemo;
import dev.sluice.policy.Networks;
import dev.sluice.policy.OrderedRules;
import dev.sluice.policy.Proof;
import dev.sluice.policy.Rule;
import dev.sluice.policy.RuleList;
import dev.sluice.ranges.IpSet;
import dev.sluice.render.Cluster;
import dev.sluice.render.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shows of every firewall that what is written decides what was meant. What is meant and written alike is compared once: a
 * proof is about rules, not about the namespace they are in.
 */
final class RuleProof {

    private final IpSet blocked;
    private final LruMemo<Claim, Optional<String>> flaws = new LruMemo<>(500, this::flaw);

    /** @param blocked the addresses to deny */
    RuleProof(IpSet blocked) {
        this.blocked = blocked;
    }

    /**
     * That rules say what was meant.
     *
     * @param firewall for no namespace in particular
     */
    private record Claim(Networks networks, Firewall firewall, RuleList intended, List<Rule> written) {}

    /**
     * @param intended by namespace
     * @param written by namespace, read back from the very texts that the branch will hold
     * @throws ProofException if one of a cluster's firewalls does not say what was meant
     */
    void require(Cluster cluster, Map<String, RuleList> intended, Map<String, ParsedFirewall> written) {
        for (Target target : cluster.targets()) {
            String namespace = target.namespace();
            ParsedFirewall firewall = Optional.ofNullable(written.get(namespace))
                    .orElseThrow(() -> new ProofException("no firewall was rendered for " + namespace));
            Claim claim = new Claim(
                    cluster.networks(), target.firewall().anywhere(), intended.get(namespace), firewall.rules());
            flaws.to(claim).ifPresent(flaw -> {
                throw new ProofException(
                        "the rules for namespace " + namespace + " of cluster " + cluster.name() + " " + flaw);
            });
        }
    }

    private Optional<String> flaw(Claim claim) {
        IpSet meant = Proof.meant(claim.networks(), claim.firewall(), blocked);
        return Proof.firstDifference(meant, claim.written())
                .map(prefix -> "decide " + prefix + " otherwise than meant")
                .or(() -> holdsPartialRules(claim)
                        ? Optional.empty()
                        : Optional.of("do not hold the rules by port or name where they were meant"));
    }

    /** Rules by port or name decide no whole address; they must be there unchanged, in their place. */
    private static boolean holdsPartialRules(Claim claim) {
        List<Rule> own = new ArrayList<>(claim.networks().nodeRules());
        own.addAll(claim.firewall().before());
        own.addAll(claim.firewall().after());
        return partial(claim.written()).equals(partial(own))
                && OrderedRules.of(claim.written())
                        .meaning()
                        .equals(OrderedRules.of(claim.intended().rules()).meaning());
    }

    private static List<Rule> partial(List<Rule> rules) {
        return rules.stream().filter(rule -> rule.decides().isEmpty()).toList();
    }
}
