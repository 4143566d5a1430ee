package dev.sluice.cluster.verification;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Arrays;
import java.util.Optional;

/**
 * An object that is looked at.
 *
 * @param namespace empty for a cluster-scoped one
 */
public record Subject(Kind kind, String namespace, String name) {

    /** Of which kind, by the vendors' CRDs. */
    public enum Kind {
        APPLICATION("Application", "argoproj.io", "v1alpha1", "applications", true),
        EGRESS_FIREWALL("EgressFirewall", "k8s.ovn.org", "v1", "egressfirewalls", true),
        EGRESS_IP("EgressIP", "k8s.ovn.org", "v1", "egressips", false),
        LOKI_STACK("LokiStack", "loki.grafana.com", "v1", "lokistacks", true),
        FLOW_COLLECTOR("FlowCollector", "flows.netobserv.io", "v1beta2", "flowcollectors", false),
        DAEMON_SET("DaemonSet", "apps", "v1", "daemonsets", true),
        /** Is not asked for: Argo CD tells what came of it, and removes it. */
        JOB("Job", "batch", "v1", "jobs", true);

        private final String word;
        private final String group;
        private final String version;
        private final String plural;
        private final boolean namespaced;

        Kind(String word, String group, String version, String plural, boolean namespaced) {
            this.word = word;
            this.group = group;
            this.version = version;
            this.plural = plural;
            this.namespaced = namespaced;
        }

        /** The kind that manifests spell so, if it is looked at. */
        public static Optional<Kind> of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word.equals(word))
                    .findFirst();
        }

        String apiVersion() {
            return group + "/" + version;
        }

        ResourceDefinitionContext definition() {
            return new ResourceDefinitionContext.Builder()
                    .withGroup(group)
                    .withVersion(version)
                    .withKind(word)
                    .withPlural(plural)
                    .withNamespaced(namespaced)
                    .build();
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** For example {@code EgressFirewall llm-demo/default}. */
    @Override
    public String toString() {
        return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}
