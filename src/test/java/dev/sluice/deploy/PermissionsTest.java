package dev.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the service may do: read, ask who calls, and write nothing but Events and its Lease. */
class PermissionsTest {

    private static final Set<String> READ = Set.of("get", "list", "watch");

    @Test
    void writesOnlyEventsReviewsAndItsLease() {
        assertThat(Permission.all())
                .filteredOn(permission -> !READ.contains(permission.verb()))
                .extracting(
                        permission -> permission.namespace() + " " + permission.resource() + " " + permission.verb())
                .containsExactlyInAnyOrder(
                        " events create",
                        " tokenreviews create",
                        " subjectaccessreviews create",
                        "egress-fw-updater leases create",
                        "egress-fw-updater leases patch");
    }

    @Test
    void nothingIsAllowedWholesale() {
        assertThat(Permission.all())
                .isNotEmpty()
                .noneMatch(permission -> permission.group().contains("*")
                        || permission.resource().contains("*")
                        || permission.verb().contains("*"));
    }

    @Test
    void readsSecretsAndConfigMapsByNameAndNotClusterWide() {
        assertThat(Permission.all())
                .filteredOn(permission ->
                        Set.of("secrets", "configmaps", "endpoints").contains(permission.resource()))
                .isNotEmpty()
                .allSatisfy(permission -> {
                    assertThat(permission.namespace()).isNotEmpty();
                    assertThat(permission.names()).hasSize(1);
                    assertThat(permission.verb()).isEqualTo("get");
                });
    }

    @Test
    void everyRoleIsBoundToTheServiceAccountAlone() {
        List<Declared> bindings = Declared.in(Declared.MANIFESTS).stream()
                .filter(object -> !object.file().startsWith(Declared.MANIFESTS.resolve("argocd")))
                .filter(object -> object.kind().endsWith("RoleBinding"))
                .toList();

        assertThat(bindings).allSatisfy(binding -> {
            assertThat(binding.list("subjects")).singleElement().satisfies(subject -> {
                assertThat(subject.text("kind")).isEqualTo("ServiceAccount");
                assertThat(subject.text("name")).isEqualTo("sluice");
                assertThat(subject.text("namespace")).isEqualTo("egress-fw-updater");
            });
            assertThat(binding.kind()).isEqualTo(binding.text("roleRef", "kind") + "Binding");
        });
        assertThat(bindings)
                .extracting(binding -> binding.namespace() + "/" + binding.text("roleRef", "name"))
                .containsAll(Permission.all().stream()
                        .map(permission -> permission.namespace() + "/" + permission.role())
                        .toList());
    }
}
