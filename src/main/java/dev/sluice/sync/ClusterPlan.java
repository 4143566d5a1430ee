package dev.sluice.sync;

import dev.sluice.gitops.Change;
import dev.sluice.gitops.OwnedFolder;
import dev.sluice.policy.Block;
import dev.sluice.policy.Decision;
import dev.sluice.policy.Meaning;
import dev.sluice.policy.Proof;
import dev.sluice.policy.Rule;
import dev.sluice.policy.RuleList;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import dev.sluice.render.Cluster;
import dev.sluice.render.ClusterFolder;
import dev.sluice.render.Decided;
import dev.sluice.render.ManifestFile;
import dev.sluice.render.ObjectId;
import dev.sluice.render.ParsedFirewall;
import dev.sluice.render.PolicyText;
import dev.sluice.render.Provenance;
import dev.sluice.render.SameMeaning;
import dev.sluice.render.Source;
import dev.sluice.render.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What one cluster's folder holds, what it should hold, and the difference. */
final class ClusterPlan {

    private final Cluster cluster;
    private final OwnedFolder folder;
    private final Optional<Provenance> published;
    private final Map<String, String> manifests;
    private final Change change;

    private ClusterPlan(
            Cluster cluster,
            OwnedFolder folder,
            Optional<Provenance> published,
            Map<String, String> manifests,
            Provenance provenance) {
        this.cluster = cluster;
        this.folder = folder;
        this.published = published;
        this.manifests = manifests;
        this.change = change(provenance);
    }

    /** @throws ProofException if a rendered firewall does not say what was meant */
    static ClusterPlan of(Cluster cluster, Block block, Decided decided, List<Source> sources, OwnedFolder folder) {
        Map<String, String> owned = folder.owned();
        Optional<Provenance> published = readProvenance(cluster, owned);
        Provenance provenance = new Provenance(sources, PolicyText.of(block, cluster));
        String policyBefore = published.map(Provenance::policy).orElse("");
        Map<String, String> manifests = new TreeMap<>();
        for (ManifestFile file : ClusterFolder.render(cluster, decided)) {
            String before = owned.getOrDefault(file.path(), "");
            // A new policy always shows; a new feed only where it means something else.
            boolean keep = SameMeaning.of(before, file.text())
                    && samePolicy(ObjectId.parse(file.text()), policyBefore, provenance.policy());
            manifests.put(file.path(), keep ? before : file.text());
        }
        prove(cluster, decided, manifests.values());
        return new ClusterPlan(cluster, folder, published, manifests, provenance);
    }

    Cluster cluster() {
        return cluster;
    }

    /** Empty for a cluster that was never published. */
    Optional<Provenance> published() {
        return published;
    }

    Map<String, String> owned() {
        return folder.owned();
    }

    Map<String, String> manifests() {
        return manifests;
    }

    /** What must change; lists and sources change only together with a manifest or the policy. */
    Change change() {
        return change;
    }

    private Change change(Provenance provenance) {
        boolean known = published.map(Provenance::policy).equals(Optional.of(provenance.policy()));
        Map<String, String> files = new TreeMap<>(manifests);
        files.putAll(known ? provenanceOf(folder.owned()) : texts(provenance.files()));
        if (known && folder.replaceBy(files).isEmpty()) {
            return Change.NONE;
        }
        Map<String, String> all = new TreeMap<>(manifests);
        all.putAll(texts(provenance.files()));
        return folder.replaceBy(all);
    }

    /** The fewest prefixes to which firewalls in these texts deny all traffic, over all namespaces. */
    static TreeSet<Prefix> deniedPrefixes(Collection<String> manifests) {
        return manifests.stream()
                .flatMap(text -> PublishedObjects.firewall(text).stream())
                .flatMap(firewall -> Decision.of(firewall.rules()).denied().prefixes().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean samePolicy(ObjectId id, String before, String now) {
        return PolicyText.bearingOn(id.namespace(), before).equals(PolicyText.bearingOn(id.namespace(), now));
    }

    private static Optional<Provenance> readProvenance(Cluster cluster, Map<String, String> owned) {
        try {
            return Provenance.read(path -> Optional.ofNullable(owned.get(path)));
        } catch (IllegalArgumentException e) {
            throw new PublishedStateException(cluster.name(), e);
        }
    }

    /** Reads the firewalls back from the very texts that will be committed. */
    private static void prove(Cluster cluster, Decided decided, Collection<String> texts) {
        Map<String, ParsedFirewall> written = texts.stream()
                .filter(text -> text.contains("\nkind: EgressFirewall\n"))
                .map(ParsedFirewall::parse)
                .collect(Collectors.toMap(ParsedFirewall::namespace, firewall -> firewall));
        for (Target target : cluster.targets()) {
            IpSet meant = Proof.meant(
                    cluster.networks(), target.firewall(), decided.blocked().addresses());
            ParsedFirewall firewall = Optional.ofNullable(written.get(target.namespace()))
                    .orElseThrow(() -> new ProofException("no firewall was rendered for " + target.namespace()));
            String subject = "the rules for namespace " + target.namespace() + " of cluster " + cluster.name();
            Proof.firstDifference(meant, firewall.rules()).ifPresent(prefix -> {
                throw new ProofException(subject + " decide " + prefix + " otherwise than meant");
            });
            // Rules by port or name decide no whole address; they must stand as they are, in their place.
            List<Rule> own = new ArrayList<>(target.firewall().before());
            own.addAll(target.firewall().after());
            RuleList intended = decided.firewalls().get(target.namespace());
            boolean asMeant = partial(firewall.rules()).equals(partial(own))
                    && Meaning.of(firewall.rules()).equals(Meaning.of(intended.rules()));
            if (!asMeant) {
                throw new ProofException(subject + " do not hold the rules by port or name where they were meant");
            }
        }
    }

    private static List<Rule> partial(List<Rule> rules) {
        return rules.stream().filter(rule -> rule.decides().isEmpty()).toList();
    }

    private static Map<String, String> provenanceOf(Map<String, String> owned) {
        return owned.entrySet().stream()
                .filter(file -> file.getKey().startsWith(Provenance.FOLDER))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, String> texts(Collection<ManifestFile> files) {
        return files.stream().collect(Collectors.toMap(ManifestFile::path, ManifestFile::text));
    }
}
