package dev.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Kubectl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

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

    @Test
    void applicationsRetryAndApplyOnTheServersSide() {
        List<Declared> specs = List.of(
                spec("application-sluice.yaml"),
                spec("application-demo.yaml"),
                new Declared(
                        ARGO_CD,
                        Declared.only(ARGO_CD.resolve("fleet/application-set.yaml"))
                                .map("spec", "template", "spec")));

        assertThat(specs).allSatisfy(spec -> {
            assertThat(spec.words("syncPolicy", "syncOptions")).contains("ServerSideApply=true");
            assertThat(spec.words("syncPolicy", "syncOptions")).doesNotContain("Replace=true");
            assertThat(spec.find("syncPolicy", "retry", "limit")).isPresent();
            Declared project = project(spec.text("project").equals("sluice") ? "sluice" : "fleet");
            assertThat(project.words("spec", "sourceRepos")).contains(spec.text("source", "repoURL"));
        });
    }

    @Test
    void theApplicationOfSluiceItselfPointsAtAnOverlay() {
        assertThat(Path.of(spec("application-sluice.yaml").text("source", "path"), "kustomization.yaml"))
                .exists();
    }

    @Test
    void whatIsAppliedAtOnceManagesNoFolderTwice() {
        assertThat(Declared.only(ARGO_CD.resolve("kustomization.yaml")).words("resources"))
                .noneMatch(resource -> resource.contains("fleet/"));
    }

    private static Declared spec(String file) {
        return new Declared(ARGO_CD, Declared.only(ARGO_CD.resolve(file)).map("spec"));
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
