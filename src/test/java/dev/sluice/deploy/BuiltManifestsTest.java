package dev.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Kubectl;
import dev.sluice.cluster.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What reaches a cluster: the manifests as Kustomize builds them. It rewrites names, in Roles too, so that files can be right
 * and what is built wrong.
 */
class BuiltManifestsTest {

    /** Brought by an operator. */
    private static final Set<String> ELSEWHERE = Set.of("ClusterRole /netobserv-loki-reader");

    /** By folder, each built once. */
    private static final Map<Path, List<Declared>> BUILT = new ConcurrentHashMap<>();

    static List<Path> folders() {
        return KustomizationsTest.folders();
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/lab", "overlays/lab-cronjob"})
    void anOverlayAllowsTheDeclaredCallsAndNothingElse(String folder) throws Exception {
        assertThat(LeastPrivilegeTest.allowed(Permission.of(built(Declared.MANIFESTS.resolve(folder)))))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Call.values()).map(LeastPrivilegeTest::needed).toList());
    }

    @ParameterizedTest
    @MethodSource("folders")
    void noFolderAllowsMoreThanTheDeclaredCalls(Path folder) throws Exception {
        if (!folder.startsWith(Declared.MANIFESTS.resolve("argocd"))) {
            assertThat(LeastPrivilegeTest.allowed(Permission.of(built(folder))))
                    .isSubsetOf(Stream.of(Call.values())
                            .map(LeastPrivilegeTest::needed)
                            .toList());
        }
    }

    /** A mistyped or rewritten name in a Role's rule allows something that nothing asks for. */
    @ParameterizedTest
    @MethodSource("folders")
    void theRolesForTheLeaseNameTheLeaseThatIsAskedFor(Path folder) throws Exception {
        assertThat(Permission.of(built(folder)))
                .filteredOn(permission -> permission.resource().equals("leases")
                        && !permission.verb().equals("create"))
                .allSatisfy(permission -> assertThat(permission.names()).containsExactly("sluice"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/lab", "overlays/lab-cronjob"})
    void everyReferenceResolves(String folder) throws Exception {
        List<Declared> built = built(Declared.MANIFESTS.resolve(folder));
        Set<String> known = new TreeSet<>(ELSEWHERE);
        built.forEach(object -> known.add(object.kind() + " " + object.namespace() + "/" + object.name()));
        known.addAll(secrets());

        assertThat(built.stream().flatMap(BuiltManifestsTest::references).distinct())
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(known).contains(reference));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/lab", "overlays/lab-cronjob"})
    void theConfigurationsNameFollowsItsContent(String folder) throws Exception {
        List<Declared> built = built(Declared.MANIFESTS.resolve(folder));

        assertThat(built.stream()
                        .flatMap(BuiltManifestsTest::references)
                        .filter(reference -> reference.startsWith("ConfigMap ")))
                .isNotEmpty()
                .allMatch(reference -> reference.matches("ConfigMap egress-fw-updater/sluice-config-[a-z0-9]{10}"));
    }

    /** One name for two things is what Kustomize's references confuse where one of them is generated; no build is needed. */
    @Test
    void whatIsGeneratedSharesItsNameWithNothing() {
        List<String> generated = folders().stream()
                .map(folder -> Declared.only(folder.resolve("kustomization.yaml")))
                .flatMap(kustomization -> Stream.of("configMapGenerator", "secretGenerator")
                        .filter(field -> kustomization.find(field).isPresent())
                        .flatMap(field -> kustomization.list(field).stream()))
                .map(each -> each.text("name"))
                .toList();

        assertThat(generated).isNotEmpty();
        assertThat(Declared.in(Declared.MANIFESTS)).extracting(Declared::name).doesNotContainAnyElementsOf(generated);
        assertThat(Permission.all().stream().flatMap(permission -> permission.names().stream()))
                .doesNotContainAnyElementsOf(generated);
    }

    @ParameterizedTest
    @MethodSource("folders")
    void noPodGetsVariablesForTheServicesBesideIt(Path folder) throws Exception {
        assertThat(built(folder).stream().flatMap(object -> object.pod().stream()))
                .allSatisfy(pod -> assertThat(pod.at("enableServiceLinks")).isEqualTo(false));
    }

    @Test
    void everyWorkloadIsBuiltSomewhere() throws Exception {
        Set<String> kinds = new TreeSet<>();
        for (Path folder : folders()) {
            built(folder).stream()
                    .filter(object -> object.pod().isPresent())
                    .forEach(object -> kinds.add(object.kind()));
        }

        assertThat(kinds).containsExactly("CronJob", "Deployment", "Pod");
    }

    private static List<Declared> built(Path folder) throws Exception {
        Kubectl kubectl = Kubectl.assumed();
        if (!BUILT.containsKey(folder)) {
            BUILT.put(
                    folder,
                    Declared.parse(folder, kubectl.kustomize(folder)).stream()
                            .filter(object -> object.fields() != null)
                            .toList());
        }
        return BUILT.get(folder);
    }

    /** Kind, namespace and name of each object that another one refers to. */
    private static Stream<String> references(Declared object) {
        Stream<String> ofPod = object.pod().stream().flatMap(pod -> Stream.of(
                        Stream.of("ServiceAccount " + object.namespace() + "/" + pod.text("serviceAccountName")),
                        volumes(pod, "configMap", "name").map(name -> "ConfigMap " + object.namespace() + "/" + name),
                        volumes(pod, "secret", "secretName").map(name -> "Secret " + object.namespace() + "/" + name))
                .flatMap(part -> part));
        if (!object.kind().endsWith("RoleBinding")) {
            return ofPod;
        }
        String role = object.text("roleRef", "kind");
        return Stream.concat(
                Stream.of(role + " " + (role.equals("Role") ? object.namespace() : "") + "/"
                        + object.text("roleRef", "name")),
                object.list("subjects").stream()
                        .map(subject ->
                                subject.text("kind") + " " + subject.text("namespace") + "/" + subject.text("name")));
    }

    private static Stream<String> volumes(Declared pod, String source, String name) {
        return pod.list("volumes").stream()
                .flatMap(volume -> volume.find(source, name).stream())
                .map(String::valueOf);
    }

    /** As their page lists them: no manifest holds one. */
    private static Set<String> secrets() throws IOException {
        return Pattern.compile("(?m)^\\| `([^`]+)` \\| ([^ ]+) \\|")
                .matcher(Files.readString(Declared.MANIFESTS.resolve("secrets/README.md")))
                .results()
                .map((MatchResult row) -> "Secret " + row.group(2) + "/" + row.group(1))
                .collect(Collectors.toSet());
    }
}
