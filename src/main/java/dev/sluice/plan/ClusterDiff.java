package dev.sluice.plan;

import dev.sluice.gitops.Change;
import dev.sluice.plan.briefing.ClusterChange;
import dev.sluice.plan.briefing.ClusterChange.ChangedFile;
import dev.sluice.plan.briefing.ClusterChange.Kind;
import dev.sluice.plan.briefing.ClusterChange.MovedFile;
import dev.sluice.plan.briefing.FirewallChange;
import dev.sluice.plan.briefing.ListDifference;
import dev.sluice.plan.settings.Settings;
import dev.sluice.policy.AssertionResult;
import dev.sluice.policy.Networks;
import dev.sluice.policy.Risk.Shift;
import dev.sluice.policy.Rule;
import dev.sluice.policy.RuleChange;
import dev.sluice.policy.RuleList;
import dev.sluice.policy.Selection;
import dev.sluice.policy.certificate.Certificate;
import dev.sluice.render.Part;
import dev.sluice.render.Provenance;
import dev.sluice.render.SameMeaning;
import dev.sluice.render.Target;
import dev.sluice.verify.CheckResult;
import dev.sluice.verify.ClusterCheck;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What changes in one cluster's folder, read back from the texts before and after.
 *
 * @param objects paths of files that change and declare neither an EgressFirewall nor a FlowCollector
 * @param shifts of the firewalls that there were before
 */
record ClusterDiff(ClusterChange cluster, List<String> objects, List<Shift> shifts) {

    /** @throws ProofException if a firewall is not certified to decide what was meant */
    static ClusterDiff of(ClusterPlan plan, Settings settings, Selection selection, PublishedManifests objects) {
        String name = plan.cluster().name();
        Map<String, String> before = plan.owned();
        Map<String, String> now = after(before, plan.change(), settings.path() + "/" + name + "/");
        List<FirewallChange> firewalls =
                firewalls(name, objects.rules(before.values()), objects.rules(now.values()), certificates(name, now));
        SortedMap<String, String> moves = moves(before, now);
        ListDifference<String> policy = ListDifference.between(lines(before), lines(now));
        Kind kind = plan.published().isEmpty() ? Kind.NEW : Kind.CHANGED;
        ClusterChange cluster = new ClusterChange(
                name,
                kind,
                plan.cluster().networks(),
                firewalls,
                plan.effect(),
                plan.published().map(published -> settings.block().select(published.lists())),
                selection,
                policy.dropped(),
                policy.added(),
                files(before, now, moves),
                moves.entrySet().stream()
                        .map(move -> new MovedFile(
                                move.getValue(),
                                Part.of(move.getKey()).orElseThrow().folder()))
                        .toList(),
                assertions(plan, settings, firewalls));
        return new ClusterDiff(cluster, kind == Kind.NEW ? List.of() : files(cluster), shifts(firewalls, objects));
    }

    /** Everything goes. */
    static ClusterDiff of(RemovedCluster removed, PublishedManifests objects) {
        Map<String, String> owned = removed.folder().owned();
        List<FirewallChange> firewalls =
                firewalls(removed.name(), objects.rules(owned.values()), Collections.emptySortedMap(), Map.of());
        ClusterChange cluster = new ClusterChange(
                removed.name(),
                Kind.REMOVED,
                new Networks(List.of(), List.of(), List.of()),
                firewalls,
                objects.effect(firewalls.stream()
                        .map(firewall -> new RuleChange(firewall.namespace(), firewall.before(), firewall.now()))
                        .toList()),
                Optional.empty(),
                new Selection(List.of(), List.of()),
                List.of(),
                List.of(),
                files(owned, Map.of(), Map.of()),
                List.of(),
                List.of());
        return new ClusterDiff(cluster, List.of(), List.of());
    }

    private static Map<String, String> after(Map<String, String> before, Change change, String folder) {
        Map<String, String> after = new TreeMap<>(before);
        change.deleted().forEach(path -> after.remove(path.substring(folder.length())));
        change.written().forEach((path, text) -> after.put(path.substring(folder.length()), text.text()));
        return after;
    }

    /** By namespace, from the check that shares nothing with the code that makes rules. */
    private static Map<String, Certificate> certificates(String cluster, Map<String, String> files) {
        Map<String, Certificate> certificates = new HashMap<>();
        for (CheckResult finding : ClusterCheck.of(cluster, files)) {
            if (!finding.isGood()) {
                throw new ProofException("the certificate says otherwise: " + finding.line());
            }
            if (finding instanceof CheckResult.Compared(Certificate certificate)) {
                certificates.put(certificate.namespace(), certificate);
            }
        }
        return certificates;
    }

    private static List<FirewallChange> firewalls(
            String cluster,
            SortedMap<String, List<Rule>> before,
            SortedMap<String, List<Rule>> now,
            Map<String, Certificate> certificates) {
        SortedSet<String> namespaces = new TreeSet<>(before.keySet());
        namespaces.addAll(now.keySet());
        return namespaces.stream()
                .map(namespace -> new FirewallChange(
                        cluster,
                        namespace,
                        before.getOrDefault(namespace, List.of()),
                        now.getOrDefault(namespace, List.of()),
                        Optional.ofNullable(certificates.get(namespace))))
                .toList();
    }

    /** By path, the earlier path of files that only lie elsewhere than before. */
    private static SortedMap<String, String> moves(Map<String, String> before, Map<String, String> now) {
        SortedMap<String, String> moves = new TreeMap<>();
        now.forEach((path, text) -> Part.earlierPath(path)
                .filter(earlier -> before.containsKey(earlier) && !now.containsKey(earlier))
                .filter(earlier -> !before.containsKey(path))
                .filter(earlier -> SameMeaning.isSameObject(before.get(earlier), text))
                .ifPresent(earlier -> moves.put(path, earlier)));
        return moves;
    }

    private static List<ChangedFile> files(
            Map<String, String> before, Map<String, String> now, Map<String, String> moves) {
        SortedSet<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(now.keySet());
        return paths.stream()
                .filter(path -> !path.startsWith(Provenance.FOLDER))
                .filter(path -> !Optional.ofNullable(before.get(path)).equals(Optional.ofNullable(now.get(path))))
                .filter(path -> !moves.containsKey(path) && !moves.containsValue(path))
                .filter(path -> !PublishedManifests.isOrdinary(now.getOrDefault(path, before.getOrDefault(path, ""))))
                .map(path -> new ChangedFile(path, !now.containsKey(path)))
                .toList();
    }

    /** A kustomization only says which files there are. */
    private static List<String> files(ClusterChange cluster) {
        return cluster.files().stream()
                .map(ChangedFile::path)
                .filter(path -> !path.equals("kustomization.yaml") && !path.endsWith("/kustomization.yaml"))
                .toList();
    }

    private static List<String> lines(Map<String, String> files) {
        return files.getOrDefault(Provenance.POLICY, "")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    private static List<AssertionResult> assertions(
            ClusterPlan plan, Settings settings, List<FirewallChange> firewalls) {
        Map<String, List<Rule>> rules = new HashMap<>();
        firewalls.forEach(firewall -> rules.put(firewall.namespace(), firewall.now()));
        return plan.cluster().targets().stream()
                .map(Target::firewall)
                .flatMap(firewall -> AssertionResult.all(
                        settings.assertions(),
                        plan.cluster().networks(),
                        settings.block().exempt(),
                        firewall,
                        new RuleList(rules.getOrDefault(firewall.namespace(), List.of())))
                        .stream())
                .toList();
    }

    private static List<Shift> shifts(List<FirewallChange> firewalls, PublishedManifests objects) {
        return firewalls.stream()
                .filter(firewall -> !firewall.isNew() && firewall.isChanged())
                .map(firewall -> new Shift(
                        firewall.cluster() + "/" + firewall.namespace(),
                        objects.decision(firewall.before()).denied(),
                        objects.decision(firewall.now()).denied()))
                .toList();
    }
}
