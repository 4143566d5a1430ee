package dev.sluice.run;

import dev.sluice.cluster.Answer;
import dev.sluice.cluster.ClusterConnection;
import dev.sluice.cluster.ClusterConnections;
import dev.sluice.cluster.operators.Installed;
import dev.sluice.cluster.operators.InstalledObject;
import dev.sluice.cluster.operators.OperatorReader;
import dev.sluice.gitops.Snapshot;
import dev.sluice.manifest.ObjectRef;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.render.Cluster;
import dev.sluice.render.Installation;
import dev.sluice.render.Operator;
import dev.sluice.render.Provenance;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Leaves operators alone that something else installed on a cluster that can be asked. Sluice's own is what it published, and
 * what the cluster's Applications track; so every later run comes to the same end, and so does one that cannot ask, which
 * keeps to what is published.
 */
public final class OperatorResolver {

    private final OperatorReader reader;
    private final ClusterConnections links;
    private final boolean hasApi;

    /** @param hasApi whether anything says where the API of the service's own cluster is */
    public OperatorResolver(OperatorReader reader, ClusterConnections links, boolean hasApi) {
        this.reader = reader;
        this.links = links;
        this.hasApi = hasApi;
    }

    /**
     * What a run works with.
     *
     * @param settings with operators as they may be declared, and a warning for each that is not
     * @param unseen what could not be asked, each with its cause
     */
    record WithOperators(PlanSettings settings, List<String> unseen) {

        WithOperators {
            unseen = List.copyOf(unseen);
        }
    }

    /** @param published what the branch holds */
    WithOperators resolve(PlanSettings settings, Snapshot published) {
        Map<String, Map<Operator, Answer<Installed>>> asked = ask(settings);
        if (asked.isEmpty()) {
            return new WithOperators(settings, List.of());
        }
        settings.folders().load(published, Provenance.MARKER);
        List<Cluster> clusters = new ArrayList<>();
        List<String> warnings = new ArrayList<>(settings.warnings());
        List<String> unseen = new ArrayList<>();
        for (Cluster cluster : settings.clusters()) {
            Map<Operator, Answer<Installed>> answers = asked.get(cluster.name());
            if (answers == null) {
                clusters.add(cluster);
                continue;
            }
            Own own = new Own(
                    PublishedOperators.in(published, settings.folders().folder(cluster.name()))
                            .keySet(),
                    applications(link(cluster)));
            Map<Operator, Installation> installations = new EnumMap<>(Operator.class);
            installations.putAll(cluster.operators());
            answers.forEach((operator, answer) -> {
                OperatorChoice found = find(cluster, operator, answer, own);
                installations.put(operator, found.installation());
                warnings.addAll(found.said());
                if (answer instanceof Answer.Unseen) {
                    unseen.addAll(found.said());
                }
            });
            clusters.add(cluster.with(installations));
        }
        return new WithOperators(settings.with(clusters, warnings), unseen);
    }

    /** By cluster and operator; all at once: a cluster that does not answer holds up no other. */
    private Map<String, Map<Operator, Answer<Installed>>> ask(PlanSettings settings) {
        Map<String, Map<Operator, Future<Answer<Installed>>>> asked = new TreeMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Cluster cluster : settings.clusters()) {
                link(cluster)
                        .filter(link -> canBeAsked(link, settings.clusters().size() == 1))
                        .ifPresent(link -> managed(cluster).forEach(operator -> asked.computeIfAbsent(
                                        cluster.name(), name -> new EnumMap<>(Operator.class))
                                .put(
                                        operator,
                                        threads.submit(() ->
                                                reader.read(link, operator.namespace(), operator.packageName())))));
            }
        }
        Map<String, Map<Operator, Answer<Installed>>> answers = new TreeMap<>();
        asked.forEach((cluster, operators) -> {
            Map<Operator, Answer<Installed>> byOperator = new EnumMap<>(Operator.class);
            operators.forEach((operator, answer) -> byOperator.put(operator, answer.resultNow()));
            answers.put(cluster, byOperator);
        });
        return answers;
    }

    private Optional<ClusterConnection> link(Cluster cluster) {
        return links.of(cluster.name());
    }

    /** The only cluster is taken for the service's own where it runs in one. */
    private boolean canBeAsked(ClusterConnection link, boolean alone) {
        return link.kubeconfig().isPresent() || link.own().orElse(link.detect() || alone && hasApi);
    }

    private static Stream<Operator> managed(Cluster cluster) {
        return Operator.neededBy(cluster)
                .filter(operator -> cluster.installation(operator).isManaged());
    }

    /** The names that Argo CD may write for them. */
    private static Set<String> applications(Optional<ClusterConnection> link) {
        return link.stream()
                .flatMap(found -> found.applications().stream())
                .flatMap(application ->
                        Stream.of(application.name(), application.namespace() + "_" + application.name()))
                .collect(Collectors.toSet());
    }

    /** What tells Sluice's own objects from others'. */
    private record Own(Set<ObjectRef> published, Set<String> applications) {

        boolean has(InstalledObject object) {
            return published.contains(object.id())
                    || object.application().filter(applications::contains).isPresent();
        }
    }

    private record OperatorChoice(Installation installation, List<String> said) {}

    private static OperatorChoice find(Cluster cluster, Operator operator, Answer<Installed> answer, Own own) {
        Installation wanted = cluster.installation(operator);
        return switch (answer) {
            case Answer.Found<Installed>(Installed installed) -> seen(cluster, operator, wanted, installed, own);
            case Answer.Absent<Installed>() -> new OperatorChoice(wanted, List.of());
            case Answer.Unseen<Installed>(String reason) ->
                unseen(key(cluster, operator), operator, wanted, reason, own.published());
        };
    }

    private static OperatorChoice seen(
            Cluster cluster, Operator operator, Installation wanted, Installed installed, Own own) {
        String key = key(cluster, operator);
        List<InstalledObject> subscriptions = foreign(installed.subscriptions(), own);
        if (!subscriptions.isEmpty()) {
            return new OperatorChoice(
                    wanted.limitedTo(false, false),
                    List.of(key + ": " + words(subscriptions) + whose(subscriptions, operator, own)
                            + ": the operator is left to it, and neither"
                            + " Subscription nor OperatorGroup is declared (manage: false says so without asking)"
                            + wayOut(subscriptions, cluster, operator, own)));
        }
        List<InstalledObject> groups = foreign(installed.groups(), own);
        if (groups.isEmpty() || !wanted.operatorGroup()) {
            return new OperatorChoice(wanted, List.of());
        }
        String beside = installed.groups().stream()
                .filter(own::has)
                .map(group ->
                        "; " + group + ", which Sluice declared before, is beside it: delete one of them, since no"
                                + " operator in the namespace works with both")
                .collect(Collectors.joining());
        return new OperatorChoice(
                wanted.limitedTo(true, false),
                List.of(key + ": " + words(groups) + whose(groups, operator, own)
                        + " and is left alone: no second one is declared"
                        + " (operator-group: false says so without asking)" + wayOut(groups, cluster, operator, own)
                        + beside));
    }

    private static String key(Cluster cluster, Operator operator) {
        return "sluice.clusters." + cluster.name() + ".operators." + operator.word();
    }

    /** An object of the name that Sluice gives may be its own of an earlier commit: only its Application can tell. */
    private static boolean mayBeOwn(List<InstalledObject> objects, Operator operator, Own own) {
        return own.applications().isEmpty()
                && objects.stream()
                        .map(InstalledObject::id)
                        .anyMatch(id -> id.equals(operator.subscription()) || id.equals(operator.operatorGroup()));
    }

    private static String whose(List<InstalledObject> objects, Operator operator, Own own) {
        return mayBeOwn(objects, operator, own) ? " is not published by Sluice now" : " is not Sluice's";
    }

    private static String wayOut(List<InstalledObject> objects, Cluster cluster, Operator operator, Own own) {
        return mayBeOwn(objects, operator, own)
                ? "; if Sluice published it before, name its Application in sluice.clusters." + cluster.name()
                        + ".argocd: what that tracks is Sluice's own"
                : "";
    }

    /** In doubt nothing new: a second OperatorGroup would stop every operator in the namespace. */
    private static OperatorChoice unseen(
            String key, Operator operator, Installation wanted, String reason, Set<ObjectRef> published) {
        Installation held = wanted.limitedTo(
                published.contains(operator.subscription()), published.contains(operator.operatorGroup()));
        String consequence = held.isManaged()
                ? "what is published holds"
                : "the operator is left out until they can be: it may be there already, and a second OperatorGroup would"
                        + " stop every operator in the namespace; if something else installs it, set manage: false";
        return new OperatorChoice(
                held, List.of(key + ": the cluster's operators cannot be seen: " + reason + "; " + consequence));
    }

    private static List<InstalledObject> foreign(List<InstalledObject> objects, Own own) {
        return objects.stream().filter(object -> !own.has(object)).toList();
    }

    private static String words(List<InstalledObject> objects) {
        return objects.stream().map(InstalledObject::toString).collect(Collectors.joining(", "));
    }
}
