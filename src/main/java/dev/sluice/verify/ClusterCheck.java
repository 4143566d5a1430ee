package dev.sluice.verify;

import dev.sluice.manifest.ParsedFirewall;
import dev.sluice.policy.certificate.Certificate;
import dev.sluice.policy.certificate.DecisionFunction;
import dev.sluice.policy.certificate.Intention;
import dev.sluice.verify.CheckResult.Compared;
import dev.sluice.verify.CheckResult.Incomparable;
import dev.sluice.verify.CheckResult.NoFirewalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares the firewalls in one cluster's folder with what its {@code .sluice/} says was meant.
 *
 * <p>It makes no rules, and uses nothing that does: {@link Intention} reads policy and lists on its own. Of the package
 * that renders it takes {@link ParsedFirewall} alone, which only ever reads, and reads more strictly than a cluster: a
 * second reader of YAML would be a second chance to misread, not a second opinion.
 */
public final class ClusterCheck {

    private static final String FOLDER = ".sluice/";

    /** The file that makes a folder a cluster's. */
    static final String MARKER = FOLDER + "sources.txt";

    /** Without its marker a cluster would go unchecked and unnoticed. */
    static final String POLICY = FOLDER + "policy.txt";

    /** A firewall and the file that declares it. */
    private record Written(String file, ParsedFirewall firewall) {}

    private final String cluster;
    private final Map<String, String> files;
    private final List<CheckResult> findings = new ArrayList<>();

    private ClusterCheck(String cluster, Map<String, String> files) {
        this.cluster = cluster;
        this.files = files;
    }

    /**
     * What there is to say about a cluster's folder: one finding for each namespace, and one for each file that cannot be
     * read.
     *
     * @param files text by path inside the folder, of all files that {@link #reads} names
     */
    public static List<CheckResult> of(String cluster, Map<String, String> files) {
        return new ClusterCheck(cluster, new TreeMap<>(files)).findings();
    }

    /** Whether a file in a cluster's folder is looked at. */
    static boolean reads(String file) {
        return file.startsWith(FOLDER) || isManifest(file);
    }

    private List<CheckResult> findings() {
        SortedMap<String, List<Written>> written = written();
        if (!files.containsKey(MARKER)) {
            findings.add(new Incomparable(cluster, MARKER + " is missing"));
        }
        try {
            compare(Intention.read(name -> Optional.ofNullable(files.get(FOLDER + name))), written);
        } catch (IllegalArgumentException e) {
            findings.add(new Incomparable(cluster, FOLDER + e.getMessage()));
        }
        return findings;
    }

    /** The firewalls by namespace, found by their kind, whatever their files are named. */
    private SortedMap<String, List<Written>> written() {
        SortedMap<String, List<Written>> written = new TreeMap<>();
        files.forEach((file, text) -> {
            if (isManifest(file)) {
                firewalls(file, text)
                        .forEach(firewall -> written.computeIfAbsent(firewall.namespace(), any -> new ArrayList<>())
                                .add(new Written(file, firewall)));
            }
        });
        return written;
    }

    private static boolean isManifest(String file) {
        return file.matches("(?i).*\\.(yaml|yml|json)"); // JSON is YAML
    }

    private List<ParsedFirewall> firewalls(String file, String text) {
        try {
            return ParsedFirewall.among(text);
        } catch (IllegalArgumentException e) {
            findings.add(new Incomparable(cluster, file + " cannot be read: " + e.getMessage()));
            return List.of();
        }
    }

    private void compare(Intention intention, SortedMap<String, List<Written>> written) {
        SortedSet<String> namespaces = new TreeSet<>(intention.namespaces());
        namespaces.addAll(written.keySet());
        for (String namespace : namespaces) {
            boolean meant = intention.namespaces().contains(namespace);
            findings.add(compare(namespace, meant, intention, written.getOrDefault(namespace, List.of())));
        }
        if (findings.isEmpty()) {
            findings.add(new NoFirewalls(cluster));
        }
    }

    private CheckResult compare(String namespace, boolean meant, Intention intention, List<Written> written) {
        String subject = cluster + "/" + namespace;
        List<String> in = written.stream().map(Written::file).toList();
        if (!meant) {
            return new Incomparable(subject, "the policy names no such namespace, but a firewall is written in " + in);
        }
        return switch (written.size()) {
            case 0 -> new Incomparable(subject, "the policy names this namespace, but no firewall is written");
            case 1 ->
                new Compared(new Certificate(
                        cluster,
                        namespace,
                        intention.of(namespace),
                        DecisionFunction.of(written.getFirst().firewall().rules())));
            default -> new Incomparable(subject, "more than one firewall is written, in " + in);
        };
    }
}
