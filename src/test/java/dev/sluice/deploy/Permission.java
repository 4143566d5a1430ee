package dev.sluice.deploy;

import java.util.List;
import java.util.Set;

/**
 * One verb on one resource that the manifests let the service do.
 *
 * @param namespace of the Role; empty for a ClusterRole
 * @param names the only ones; empty for all
 */
record Permission(String role, String namespace, String group, String resource, String verb, List<String> names) {

    /** Of all roles but those for Argo CD. */
    static List<Permission> all() {
        return of(Declared.in(Declared.MANIFESTS).stream()
                .filter(object -> !object.file().startsWith(Declared.MANIFESTS.resolve("argocd")))
                .toList());
    }

    /** Of the roles among some objects. */
    static List<Permission> of(List<Declared> objects) {
        return objects.stream()
                .filter(object -> Set.of("Role", "ClusterRole").contains(object.kind()))
                .flatMap(role -> role.list("rules").stream().flatMap(rule -> rule.words("apiGroups").stream()
                        .flatMap(group -> rule.words("resources").stream()
                                .flatMap(resource -> rule.words("verbs").stream()
                                        .map(verb -> new Permission(
                                                role.name(),
                                                role.namespace(),
                                                group,
                                                resource,
                                                verb,
                                                rule.words("resourceNames")))))))
                .toList();
    }
}
