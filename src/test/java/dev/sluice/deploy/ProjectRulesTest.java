package dev.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.deploy.ProjectRules.Cluster;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The matching of Argo CD that the other tests rely on, by the examples of its documentation and its own tests. */
class ProjectRulesTest {

    private static final Cluster NORTH = new Cluster("north", "https://api.north.example:6443");

    @Test
    void noNamespaceIsNotAnyNamedOne() {
        ProjectRules named = project("destinations: [{ server: 'https://kubernetes.default.svc', namespace: shop }]");
        ProjectRules any = project("destinations: [{ server: 'https://kubernetes.default.svc', namespace: '*' }]");

        assertThat(named.permitsDestination(Cluster.OWN, "")).isFalse();
        assertThat(named.permitsDestination(Cluster.OWN, "shop")).isTrue();
        assertThat(any.permitsDestination(Cluster.OWN, "")).isTrue();
    }

    @Test
    void aClusterIsMatchedByItsAddressOrItsName() {
        ProjectRules both =
                project("destinations: [{ server: 'https://kubernetes.default.svc', name: nor*, namespace: shop }]");

        assertThat(both.permitsDestination(Cluster.OWN, "shop")).isTrue();
        assertThat(both.permitsDestination(NORTH, "shop")).isTrue();
        assertThat(both.permitsDestination(new Cluster("south", "https://api.south.example:6443"), "shop"))
                .isFalse();
    }

    @Test
    void aDenialOutranksWhatElseMatches() {
        ProjectRules rules =
                project("destinations: [{ server: '*', namespace: '*' }, { server: '*', namespace: '!kube-*' }]");

        assertThat(rules.permitsDestination(NORTH, "shop")).isTrue();
        assertThat(rules.permitsDestination(NORTH, "kube-system")).isFalse();
    }

    @Test
    void repositoriesAreGlobsThatStopAtASlash() {
        ProjectRules rules = project("sourceRepos: ['https://git.example/*', 'https://deep.example/**']");

        assertThat(rules.permitsSource("https://git.example/fleet.git")).isTrue();
        assertThat(rules.permitsSource("https://git.example/team/fleet.git")).isFalse();
        assertThat(rules.permitsSource("https://deep.example/team/fleet.git")).isTrue();
        assertThat(rules.permitsSource("https://other.example/fleet.git")).isFalse();
    }

    @Test
    void kindsOfTheClusterAreForbiddenUnlessListedAndOthersPermittedUnlessAListIsThere() {
        Declared namespace = object("v1", "Namespace", "");
        Declared job = object("batch/v1", "Job", "shop");
        String everywhere = "destinations: [{ server: '*', namespace: '*' }], ";

        assertThat(project(everywhere).permits(namespace, NORTH)).isFalse();
        assertThat(project(everywhere).permits(job, NORTH)).isTrue();
        assertThat(project(everywhere + "namespaceResourceWhitelist: []").permits(job, NORTH))
                .isFalse();
        assertThat(project(everywhere + "clusterResourceWhitelist: [{ group: '', kind: Namespace }]")
                        .permits(namespace, NORTH))
                .isTrue();
        assertThat(project(everywhere + "namespaceResourceBlacklist: [{ group: '*', kind: J* }]")
                        .permits(job, NORTH))
                .isFalse();
    }

    private static Declared object(String apiVersion, String kind, String namespace) {
        return parse("{ apiVersion: " + apiVersion + ", kind: " + kind + ", metadata: { name: any"
                + (namespace.isEmpty() ? "" : ", namespace: " + namespace) + " } }");
    }

    private static ProjectRules project(String spec) {
        return new ProjectRules(parse("{ kind: AppProject, metadata: { name: any }, spec: { " + spec + " } }"));
    }

    private static Declared parse(String text) {
        return Declared.parse(Path.of("example"), text).getFirst();
    }
}
