package dev.sluice.plan;

import dev.sluice.gitops.Change;
import dev.sluice.plan.briefing.ClusterChange;
import dev.sluice.plan.briefing.ClusterChange.ChangedFile;
import dev.sluice.plan.briefing.ClusterChange.MovedFile;
import dev.sluice.plan.briefing.ClusterChange.Transition;
import dev.sluice.plan.briefing.PolicyChange;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.policy.AssertionResult;
import dev.sluice.policy.NetEffect;
import dev.sluice.policy.Networks;
import dev.sluice.policy.Rule;
import dev.sluice.policy.RuleList;
import dev.sluice.policy.Selection;
import dev.sluice.policy.certificate.Certificate;
import dev.sluice.render.Part;
import dev.sluice.render.Provenance;
import dev.sluice.render.SameMeaning;
import dev.sluice.render.Target;
import dev.sluice.verify.CheckResult;
import dev.sluice.verify.ClusterCheck;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads what changes in one cluster's folder from the texts before and after. */
final class ClusterDiff {

    private ClusterDiff() {}

    /** @throws ProofException if a firewall is not certified to decide what was meant */
    static ClusterChange of(ClusterPlan plan, PlanSettings settings, Selection selection) {
        String name = plan.cluster().name();
        Map<String, String> before = plan.owned();
        Map<String, String> now =
                after(before, plan.change(), settings.folders().folder(name) + "/");
        SortedMap<String, String> moves = moves(before, now);
        PolicyChange policy = PolicyChange.between(policy(before), policy(now));
        return new ClusterChange(
                name,
                plan.published().isEmpty() ? Transition.NEW : Transition.CHANGED,
                plan.cluster().networks(),
                plan.firewalls(),
                certificates(name, now),
                plan.effect(),
                plan.published().map(published -> settings.block().select(published.lists())),
                selection,
                policy.removed(),
                policy.added(),
                files(before, now, moves),
                moves.entrySet().stream()
                        .map(move -> new MovedFile(
                                move.getValue(),
                                Part.of(move.getKey()).orElseThrow().folder()))
                        .toList(),
                assertions(plan, settings));
    }

    /** Everything goes. */
    static ClusterChange of(RemovedCluster removed) {
        return new ClusterChange(
                removed.name(),
                Transition.REMOVED,
                new Networks(List.of(), List.of(), List.of()),
                removed.firewalls(),
                Map.of(),
                NetEffect.of(removed.firewalls()),
                Optional.empty(),
                new Selection(List.of(), List.of()),
                List.of(),
                List.of(),
                files(removed.folder().owned(), Map.of(), Map.of()),
                List.of(),
                List.of());
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

    private static String policy(Map<String, String> files) {
        return files.getOrDefault(Provenance.POLICY, "");
    }

    private static List<AssertionResult> assertions(ClusterPlan plan, PlanSettings settings) {
        Map<String, List<Rule>> rules = new HashMap<>();
        plan.firewalls().forEach(firewall -> rules.put(firewall.namespace(), firewall.after()));
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
}
