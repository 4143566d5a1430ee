package dev.sluice.render;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The Job that proves a firewall from inside its namespace. Argo CD runs it in each sync, as soon as the firewalls are
 * healthy and before anything that may wait, lets the sync fail with it, and removes it when it has passed; one that failed
 * stays for its log until the next sync.
 *
 * @see <a href="https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/">Argo CD, resource hooks</a>
 */
final class Trials implements Kind {

    static final String NAME = "egress-firewall-trial";

    /**
     * A denied packet is dropped, so that the name is resolved and the connection never comes about. Any other failure,
     * of the name server for example, says nothing about the firewall. ACLs may lag a little behind the object's status.
     */
    static final String SCRIPT = """
            ask() {
              curl --silent --noproxy '*' --output /dev/null --connect-timeout 5 --max-time 15 \\
                --write-out '%{http_code} %{time_namelookup} %{time_connect}' "$1"
            }
            try() {
              answer=$(ask "$CONTROL") || { echo "$CONTROL does not answer, curl ends with $?"; return 1; }
              answer=$(ask "$BLOCKED") && { echo "$BLOCKED answers: it is not blocked"; return 1; }
              status=$?
              set -- $answer
              if [ "$status" != 28 ] || [ "$2" = 0.000000 ] || [ "$3" != 0.000000 ]; then
                echo "$BLOCKED fails in another way than blocked, curl ends with $status"
                return 1
              fi
            }
            for attempt in 1 2 3 4 5 6; do
              if try; then
                echo "$BLOCKED is blocked, and $CONTROL answers"
                exit 0
              fi
              sleep 10
            done
            exit 1
            """;

    @Override
    public Stream<Manifest> manifests(Cluster cluster, Decided decided) {
        return cluster.targets().stream()
                .flatMap(target -> target.trial().map(trial -> job(target.namespace(), trial)).stream());
    }

    private static Manifest job(String namespace, Trial trial) {
        Fields template = Fields.of(
                        "metadata",
                        Fields.of("labels", Map.of("app.kubernetes.io/name", NAME))
                                .map())
                .and("spec", pod(trial).map());
        Fields spec = Fields.of("backoffLimit", 0)
                .and("activeDeadlineSeconds", 300)
                .and("ttlSecondsAfterFinished", 86_400)
                .and("template", template.map());
        return Manifest.namespaced("batch/v1", "Job", namespace, NAME, Wave.PROOF)
                .withHook(new Manifest.Hook("Sync", "BeforeHookCreation,HookSucceeded"))
                .with("spec", spec.map());
    }

    private static Fields pod(Trial trial) {
        return Fields.of("restartPolicy", "Never")
                .and("automountServiceAccountToken", false)
                .and("enableServiceLinks", false)
                .and(
                        "securityContext",
                        Fields.of("runAsNonRoot", true)
                                .and("seccompProfile", Map.of("type", "RuntimeDefault"))
                                .map())
                .and("containers", List.of(container(trial).map()));
    }

    private static Fields container(Trial trial) {
        return Fields.of("name", "trial")
                .and("image", trial.image())
                .and("command", List.of("sh", "-c"))
                .and("args", List.of(SCRIPT))
                .and("env", List.of(variable("BLOCKED", trial.blocked()), variable("CONTROL", trial.control())))
                .and(
                        "resources",
                        Fields.of("requests", amounts("5m", "16Mi"))
                                .and("limits", amounts("100m", "64Mi"))
                                .map())
                .and(
                        "securityContext",
                        Fields.of("allowPrivilegeEscalation", false)
                                .and("readOnlyRootFilesystem", true)
                                .and("capabilities", Map.of("drop", List.of("ALL")))
                                .map());
    }

    private static Map<String, Object> variable(String name, Object value) {
        return Fields.of("name", name).and("value", value.toString()).map();
    }

    private static Map<String, Object> amounts(String cpu, String memory) {
        return Fields.of("cpu", cpu).and("memory", memory).map();
    }
}
