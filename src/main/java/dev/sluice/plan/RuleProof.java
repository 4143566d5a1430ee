package dev.sluice.plan;

import dev.sluice.manifest.ParsedFirewall;
import dev.sluice.policy.certificate.Certificate;
import dev.sluice.policy.certificate.DecisionFunction;
import dev.sluice.policy.certificate.Intention;
import dev.sluice.policy.certificate.IntentionReader;
import dev.sluice.render.ManifestFile;
import dev.sluice.render.Provenance;
import dev.sluice.render.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Certifies every firewall before anything is published: the rules, as they are read back from what the branch will hold, must
 * decide what follows from the policy and the lists that it will hold beside them. That is the certificate which {@code --verify} and
 * a request make; a commit that no reviewer sees has it too.
 *
 * <p>Not thread-safe.
 */
final class RuleProof {

    private final Map<String, String> lists;
    private final RuleComparison comparison;
    private final IntentionReader intentions = new IntentionReader();

    /** @param sources the lists that rules are computed from */
    RuleProof(List<Source> sources, RuleComparison comparison) {
        this.lists = new Provenance(sources, "")
                .files().stream().collect(Collectors.toMap(ManifestFile::path, ManifestFile::text));
        this.comparison = comparison;
    }

    /**
     * @param policy the text of the cluster's {@code policy.txt}
     * @param written by namespace, read back from the very texts that the branch will hold
     * @throws ProofException if one of a cluster's firewalls does not decide what is meant
     */
    void require(String cluster, String policy, Map<String, ParsedFirewall> written) {
        Intention intention = intention(cluster, policy);
        SortedSet<String> namespaces = new TreeSet<>(intention.namespaces());
        namespaces.addAll(written.keySet());
        for (String namespace : namespaces) {
            if (!intention.namespaces().contains(namespace)) {
                throw new ProofException("a firewall was rendered for " + namespace + " of cluster " + cluster
                        + ", which its policy does not name");
            }
            ParsedFirewall firewall = Optional.ofNullable(written.get(namespace))
                    .orElseThrow(() -> new ProofException("no firewall was rendered for " + namespace));
            require(cluster, namespace, intention.of(namespace), comparison.decision(firewall.rules()));
        }
    }

    private Intention intention(String cluster, String policy) {
        try {
            return intentions.read(name -> Provenance.POLICY.equals(Provenance.FOLDER + name)
                    ? Optional.of(policy)
                    : Optional.ofNullable(lists.get(Provenance.FOLDER + name)));
        } catch (IllegalArgumentException e) {
            throw new ProofException("what was meant for cluster " + cluster + " cannot be read: " + e.getMessage());
        }
    }

    private static void require(String cluster, String namespace, DecisionFunction meant, DecisionFunction written) {
        if (!meant.equals(written)) {
            String difference = new Certificate(cluster, namespace, meant, written)
                    .firstDifference()
                    .map(first -> "decide " + first.address() + " otherwise than meant: meant is '" + first.meant()
                            + "', written is '" + first.written() + "'")
                    .orElse("decide otherwise than meant");
            throw new ProofException(
                    "the rules for namespace " + namespace + " of cluster " + cluster + " " + difference);
        }
    }
}
