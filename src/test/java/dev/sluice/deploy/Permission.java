package dev.sluice.deploy;

import dev.sluice.cluster.callers.CallerReview;
import java.util.List;
import java.util.Set;

/**
 * One verb on one resource that the manifests let the service do.
 *
 * @param namespace of the Role; empty for a ClusterRole
 * @param names the only ones; empty for all
 */
record Permission(String role, String namespace, String group, String resource, String verb, List<String> names) {

    /** Of all roles but those for Argo CD and for callers. */
    static List<Permission> all() {
        return of(Declared.in(Declared.MANIFESTS).stream()
                .filter(object -> !object.file().startsWith(Declared.MANIFESTS.resolve("argocd")))
                .toList());
    }

    /** Of the roles among some objects. */
    static List<Permission> of(List<Declared> objects) {
        return objects.stream()
                .filter(object -> Set.of("Role", "ClusterRole").contains(object.kind()))
                .filter(role -> !isForCallers(role))
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

    /** Whether all that it allows is to call Sluice. */
    static boolean isForCallers(Declared role) {
        return role.list("rules").stream()
                .allMatch(rule -> rule.words("apiGroups").equals(List.of(CallerReview.GROUP)));
    }
}
