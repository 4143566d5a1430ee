package dev.sluice.serve;

import dev.sluice.cluster.callers.RbacApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A service in a cluster that has Kubernetes' default roles, those of the manifests, and a few people bound to them. */
public class RbacCluster extends Service {

    static final int VERDICT_WINDOW_SECONDS = 120;

    private static final String API = "service.rbac.url";

    private static final String PEOPLE = """
            kind: ClusterRoleBinding
            apiVersion: rbac.authorization.k8s.io/v1
            metadata: { name: runners }
            roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: sluice-runner }
            subjects:
              - { apiGroup: rbac.authorization.k8s.io, kind: User, name: rosa }
            ---
            kind: ClusterRoleBinding
            apiVersion: rbac.authorization.k8s.io/v1
            metadata: { name: acceptors }
            roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: sluice-acceptor }
            subjects:
              - { apiGroup: rbac.authorization.k8s.io, kind: User, name: otto }
            ---
            kind: ClusterRoleBinding
            apiVersion: rbac.authorization.k8s.io/v1
            metadata: { name: viewers }
            roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: sluice-viewer }
            subjects:
              - { apiGroup: rbac.authorization.k8s.io, kind: Group, name: auditors }
              - { kind: ServiceAccount, name: dashboard, namespace: console }
            ---
            kind: ClusterRoleBinding
            apiVersion: rbac.authorization.k8s.io/v1
            metadata: { name: readers }
            roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }
            subjects:
              - { apiGroup: rbac.authorization.k8s.io, kind: Group, name: readers }
            ---
            kind: ClusterRoleBinding
            apiVersion: rbac.authorization.k8s.io/v1
            metadata: { name: editors }
            roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit }
            subjects:
              - { apiGroup: rbac.authorization.k8s.io, kind: Group, name: editors }
            ---
            kind: ClusterRoleBinding
            apiVersion: rbac.authorization.k8s.io/v1
            metadata: { name: admins }
            roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: admin }
            subjects:
              - { apiGroup: rbac.authorization.k8s.io, kind: Group, name: admins }
            """;

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> config = new HashMap<>(super.getConfigOverrides());
        config.put("quarkus.kubernetes-client.api-server-url", api());
        config.put("sluice.api.kubernetes.enabled", "true");
        config.remove(VERDICT_LIMIT); // the shipped limit holds here
        // A slow machine has time for all requests of a test.
        config.put(
                "quarkus.fault-tolerance.\"dev.sluice.serve.api.VerdictResource/verdict\".rate-limit.window",
                Integer.toString(VERDICT_WINDOW_SECONDS));
        return config;
    }

    /** Once: it ends with the JVM. */
    private static synchronized String api() {
        if (System.getProperty(API) == null) {
            try (InputStream defaults = RbacApi.class.getResourceAsStream("default-roles.yaml")) {
                RbacApi api = new RbacApi(List.of(
                        new String(defaults.readAllBytes(), StandardCharsets.UTF_8),
                        Files.readString(Path.of("manifests/base/rbac/cluster-role.yaml")),
                        PEOPLE));
                System.setProperty(API, api.url());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return System.getProperty(API);
    }
}
