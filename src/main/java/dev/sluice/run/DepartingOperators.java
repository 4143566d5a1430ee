package dev.sluice.run;

import dev.sluice.gitops.Snapshot;
import dev.sluice.manifest.DeclaredObject;
import dev.sluice.manifest.ObjectRef;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.render.Cluster;
import dev.sluice.render.GitopsTool;
import dev.sluice.render.Installation;
import dev.sluice.render.Operator;
import dev.sluice.render.Provenance;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Declares an operator's objects once more before they leave Git, where an earlier release published them without
 * {@code Prune=false}, or for another tool: Argo CD judges by the annotations on the cluster, and would remove the operator that others may use.
 * A later run finds them protected in what is published, and leaves them out.
 */
final class DepartingOperators {

    private DepartingOperators() {}

    /**
     * @param settings with operators as they shall be declared
     * @param published what the branch holds
     * @return with operators that stay for this run, and a warning for each
     */
    static PlanSettings protect(PlanSettings settings, Snapshot published) {
        settings.folders().load(published, Provenance.MARKER);
        List<Cluster> clusters = new ArrayList<>();
        List<String> warnings = new ArrayList<>(settings.warnings());
        for (Cluster cluster : settings.clusters()) {
            Map<ObjectRef, DeclaredObject> unprotected =
                    unprotected(published, settings.folders().folder(cluster.name()), cluster.tool());
            Map<Operator, Installation> installations = new EnumMap<>(Operator.class);
            installations.putAll(cluster.operators());
            for (Operator operator : Operator.values()) {
                List<DeclaredObject> departing = departing(cluster, operator).stream()
                        .flatMap(id -> Optional.ofNullable(unprotected.get(id)).stream())
                        .toList();
                if (!departing.isEmpty()) {
                    installations.put(operator, once(cluster, operator, departing));
                    warnings.add(warning(cluster, operator, departing));
                }
            }
            clusters.add(cluster.with(installations));
        }
        return settings.with(clusters, warnings);
    }

    /** Those of an operator's objects that are not declared. */
    private static List<ObjectRef> departing(Cluster cluster, Operator operator) {
        Installation installation = declared(cluster, operator);
        return Stream.concat(
                        installation.subscription() ? Stream.empty() : Stream.of(operator.subscription()),
                        installation.operatorGroup() ? Stream.empty() : Stream.of(operator.operatorGroup()))
                .toList();
    }

    private static Installation declared(Cluster cluster, Operator operator) {
        Installation installation = cluster.installation(operator);
        return Operator.neededBy(cluster).anyMatch(operator::equals)
                ? installation
                : installation.limitedTo(false, false);
    }

    private static Installation once(Cluster cluster, Operator operator, List<DeclaredObject> departing) {
        Installation once = declared(cluster, operator);
        for (DeclaredObject object : departing) {
            once = object.id().equals(operator.subscription())
                    ? once.departingAs(object.spec())
                    : once.departingWithGroup();
        }
        return once;
    }

    private static String warning(Cluster cluster, Operator operator, List<DeclaredObject> departing) {
        GitopsTool tool = cluster.tool();
        String objects = departing.stream()
                .map(DeclaredObject::id)
                .map(id -> id.kind() + " " + id.namespace() + "/" + id.name())
                .collect(Collectors.joining(", "));
        return "sluice.clusters." + cluster.name() + ".operators." + operator.word() + ": " + objects
                + " would be pruned by " + tool.words() + ", since an earlier release published it without "
                + tool.protection()
                + ": it is written once more with it, and left out by a later run; let " + tool.words() + " sync first";
    }

    /** What may be pruned: its annotations do not forbid it. */
    private static Map<ObjectRef, DeclaredObject> unprotected(Snapshot published, String folder, GitopsTool tool) {
        Map<ObjectRef, DeclaredObject> objects = new HashMap<>();
        PublishedOperators.in(published, folder).forEach((id, text) -> {
            if (!tool.isKept(text)) {
                objects.put(id, DeclaredObject.parse(text));
            }
        });
        return objects;
    }
}
