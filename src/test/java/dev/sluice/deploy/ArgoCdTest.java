package dev.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Kubectl;
import dev.sluice.deploy.ProjectRules.Cluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Projects and permissions let Argo CD apply all that is rendered and declared here, and nothing beside it. */
class ArgoCdTest {

    private static final Path ARGO_CD = Declared.MANIFESTS.resolve("argocd");
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    /** Groups and kinds that OpenShift GitOps may write without being told. */
    private static final Set<String> GRANTED = Set.of(
            "/ConfigMap",
            "/Namespace",
            "operators.coreos.com/OperatorGroup",
            "operators.coreos.com/Subscription",
            "rbac.authorization.k8s.io/ClusterRole",
            "rbac.authorization.k8s.io/ClusterRoleBinding",
            "rbac.authorization.k8s.io/Role",
            "rbac.authorization.k8s.io/RoleBinding",
            "user.openshift.io/Group");

    private static List<Declared> rendered() {
        return Declared.in(GOLDEN);
    }

    private static List<Declared> deployed() throws Exception {
        Path lab = Declared.MANIFESTS.resolve("overlays/lab");
        List<Declared> all =
                new ArrayList<>(Declared.parse(lab, Kubectl.assumed().kustomize(lab)));
        Path cronJob = Declared.MANIFESTS.resolve("overlays/lab-cronjob");
        all.addAll(Declared.parse(cronJob, Kubectl.assumed().kustomize(cronJob)));
        return all;
    }

    @Test
    void theFleetsProjectHoldsTheKindsThatAreRendered() {
        assertThat(kinds(project("fleet"))).isEqualTo(kinds(rendered()));
    }

    @Test
    void sluicesProjectHoldsTheKindsAndNamespacesThatItConsistsOf() throws Exception {
        assertThat(kinds(project("sluice"))).isEqualTo(kinds(deployed()));
        assertThat(namespaces(project("sluice"))).isEqualTo(namespaces(deployed()));
    }

    @Test
    void theFleetsProjectKeepsOutOfSluicesNamespace() {
        assertThat(namespaces(project("fleet")))
                .contains("llm-demo", "netobserv")
                .doesNotContain("egress-fw-updater", "*", "");
    }

    @Test
    void theControllerMayWriteWhatItLacksAndNothingElse() throws Exception {
        // Given
        Declared role = Declared.read(ARGO_CD.resolve("cluster-role.yaml")).getFirst();
        Set<String> granted = new TreeSet<>();
        role.list("rules").forEach(rule -> rule.words("apiGroups")
                .forEach(group -> rule.words("resources").forEach(resource -> granted.add(group + "/" + resource))));

        // When
        Set<String> needed = new TreeSet<>(kinds(rendered()));
        needed.addAll(kinds(deployed()));
        needed.removeAll(GRANTED);

        // Then
        assertThat(granted)
                .containsExactlyInAnyOrderElementsOf(
                        needed.stream().map(ArgoCdTest::resource).toList());
    }

    @Test
    void theControllerMayMergeIntoNodesAndNeitherMakeNorDeleteThem() {
        assertThat(Declared.read(ARGO_CD.resolve("cluster-role.yaml"))
                        .getFirst()
                        .list("rules"))
                .filteredOn(rule -> rule.words("resources").contains("nodes"))
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.words("resources")).containsExactly("nodes");
                    assertThat(rule.words("verbs")).containsExactly("get", "list", "watch", "patch");
                });
    }

    static List<ArgoApplication> applications() {
        return ArgoApplication.all();
    }

    @ParameterizedTest
    @MethodSource("applications")
    void itsProjectPermitsAnApplication(ArgoApplication application) {
        ProjectRules rules = new ProjectRules(project(application));

        assertThat(rules.permitsSource(application.spec().text("source", "repoURL")))
                .isTrue();
        assertThat(rules.permitsDestination(application.cluster(), application.namespace()))
                .isTrue();
    }

    @Test
    void sluicesProjectPermitsAllThatItConsistsOf() throws Exception {
        assertThat(deployed()).allMatch(object -> new ProjectRules(project("sluice")).permits(object, Cluster.OWN));
    }

    @Test
    void theFleetsProjectPermitsAllThatIsRenderedForTheLab() {
        ProjectRules rules = new ProjectRules(project("fleet"));

        assertThat(Declared.in(GOLDEN.resolve("lab")))
                .isNotEmpty()
                .allMatch(object -> rules.permits(object, Cluster.OWN))
                .allMatch(object -> rules.permits(object, ArgoApplication.NORTH));
    }

    @Test
    void theFleetsProjectPermitsNoOtherNamespace() {
        ProjectRules rules = new ProjectRules(project("fleet"));

        for (String namespace : List.of("", "egress-fw-updater", "openshift-gitops", "kube-system", "default")) {
            assertThat(rules.permitsDestination(Cluster.OWN, namespace))
                    .as(namespace)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("applications")
    void anApplicationAppliesOnTheServersSideAndHeals(ArgoApplication application) {
        assertThat(application.spec().words("syncPolicy", "syncOptions"))
                .contains("ServerSideApply=true")
                .doesNotContain("Replace=true");
    }

    /** Without allowEmpty Argo CD does not prune the last object of a folder: the last firewall would stay in force. */
    @ParameterizedTest
    @MethodSource("applications")
    void anApplicationPrunesAndMayEmptyARenderedFolder(ArgoApplication application) {
        boolean isRendered = application.spec().text("source", "path").startsWith("clusters/");

        assertThat(application.spec().map("syncPolicy", "automated"))
                .isEqualTo(
                        isRendered
                                ? Map.of("prune", true, "selfHeal", true, "allowEmpty", true)
                                : Map.of("prune", true, "selfHeal", true));
    }

    @Test
    void firewallAndLogStoreAreApplicationsOfTheirOwnForEveryCluster() {
        assertThat(applications())
                .extracting(application ->
                        application.name() + " " + application.spec().text("source", "path"))
                .containsExactlyInAnyOrder(
                        "sluice manifests/overlays/lab",
                        "sluice-demo-firewall clusters/demo/firewall",
                        "sluice-demo-observability clusters/demo/observability",
                        "sluice-north-firewall clusters/north/firewall",
                        "sluice-north-observability clusters/north/observability");
    }

    @Test
    void theLabFollowsTheApplicationsThatAreDeclared() {
        Declared lab = Declared.only(Declared.MANIFESTS.resolve("overlays/lab/application.yaml"));
        Declared names = new Declared(lab.file(), lab.map("sluice", "clusters", "demo", "argocd"));

        assertThat(names.text("namespace")).isEqualTo("openshift-gitops");
        for (String part : List.of("firewall", "observability")) {
            assertThat(applications())
                    .filteredOn(application -> application.name().equals(names.text(part)))
                    .singleElement()
                    .satisfies(application -> assertThat(application.spec().text("source", "path"))
                            .isEqualTo("clusters/demo/" + part));
        }
    }

    @Test
    void theApplicationOfSluiceItselfPointsAtAnOverlay() {
        assertThat(Path.of(
                        Declared.only(ARGO_CD.resolve("application-sluice.yaml"))
                                .text("spec", "source", "path"),
                        "kustomization.yaml"))
                .exists();
    }

    @Test
    void whatIsAppliedAtOnceManagesNoFolderTwice() {
        assertThat(Declared.only(ARGO_CD.resolve("kustomization.yaml")).words("resources"))
                .noneMatch(resource -> resource.contains("fleet/"));
    }

    private static Declared project(ArgoApplication application) {
        return Declared.in(ARGO_CD).stream()
                .filter(object -> object.kind().equals("AppProject")
                        && object.name().equals(application.spec().text("project")))
                .findFirst()
                .orElseThrow();
    }

    private static Declared project(String name) {
        return Declared.only(ARGO_CD.resolve("project-" + name + ".yaml"));
    }

    /** Group and kind of every object, or of every object that a project allows. */
    private static Set<String> kinds(List<Declared> objects) {
        Set<String> kinds = new TreeSet<>();
        objects.forEach(object -> kinds.add(object.group() + "/" + object.kind()));
        return kinds;
    }

    private static Set<String> kinds(Declared project) {
        Set<String> kinds = new TreeSet<>();
        for (String list : List.of("clusterResourceWhitelist", "namespaceResourceWhitelist")) {
            project.list("spec", list).forEach(entry -> kinds.add(entry.text("group") + "/" + entry.text("kind")));
        }
        return kinds;
    }

    private static Set<String> namespaces(List<Declared> objects) {
        Set<String> namespaces = new TreeSet<>();
        objects.stream()
                .map(Declared::namespace)
                .filter(name -> !name.isEmpty())
                .forEach(namespaces::add);
        return namespaces;
    }

    private static Set<String> namespaces(Declared project) {
        Set<String> namespaces = new TreeSet<>();
        project.list("spec", "destinations").forEach(destination -> namespaces.add(destination.text("namespace")));
        return namespaces;
    }

    /** The resource of a kind: the plural, as all of these are made. */
    private static String resource(String kind) {
        String singular = kind.toLowerCase(Locale.ROOT);
        return singular.endsWith("y") ? singular.replaceFirst("y$", "ies") : singular + "s";
    }
}
