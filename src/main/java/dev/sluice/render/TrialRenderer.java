package dev.sluice.render;

import dev.sluice.manifest.Fields;
import dev.sluice.manifest.ObjectKind;
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
final class TrialRenderer implements ObjectRenderer {

    static final String NAME = "egress-firewall-trial";

    /**
     * A sidecar of a service mesh would connect in the pod's place, and keeps a Job from ending. The label counts for Istio,
     * the annotation for its older releases and OpenShift Service Mesh 2.
     */
    private static final String NO_SIDECAR = "sidecar.istio.io/inject";

    /**
     * When the Job ends whatever hinders it, an image that cannot be pulled for example, in seconds. A sync waits for the Job,
     * and no later commit is synced meanwhile: two attempts of a sync must end within 5 minutes.
     */
    static final int DEADLINE = 100;

    /**
     * A denied packet is dropped, so that the connection times out (curl 28), or answered with a reset (curl 7): the name is
     * resolved, no connection comes about and no byte comes. Any other failure, of the name server for example, says nothing
     * about the firewall, and neither does this one unless the control answers before and after it.
     *
     * <p>ACLs may lag behind the object's status: a failed try is repeated for 50 s. The last one begins after at most 60 s
     * and takes at most 30 s.
     *
     * @see <a href="https://everything.curl.dev/cmdline/exitcode.html">curl, exit codes</a>
     */
    static final String SCRIPT = """
            ask() {
              curl --silent --noproxy '*' --output /dev/null --connect-timeout 5 --max-time 10 \\
                --write-out '%{http_code} %{time_namelookup} %{time_connect} %{size_header} %{size_download}' "$1"
            }
            control() {
              answer=$(ask "$CONTROL") || { echo "$CONTROL does not answer, curl ends with $?"; return 1; }
            }
            try() {
              control || return 1
              answer=$(ask "$BLOCKED") && { echo "$BLOCKED answers: it is not blocked"; return 1; }
              status=$?
              set -- $answer
              blocked=no
              case "$status $1 $3 $4 $5" in
                "28 000 0.000000 0 0" | "7 000 0.000000 0 0") [ "$2" = 0.000000 ] || blocked=yes ;;
              esac
              if [ "$blocked" = no ]; then
                echo "$BLOCKED fails in another way than blocked, curl ends with $status"
                return 1
              fi
              control
            }
            start=$(date +%s)
            until try; do
              [ $(($(date +%s) - start)) -lt 50 ] || exit 1
              sleep 10
            done
            echo "$BLOCKED is blocked, and $CONTROL answers"
            """;

    @Override
    public Stream<Manifest> manifests(Cluster cluster, Decided decided) {
        return cluster.targets().stream()
                .flatMap(target -> target.trial().map(trial -> job(target.namespace(), trial)).stream());
    }

    private static Manifest job(String namespace, Trial trial) {
        Fields metadata = Fields.of(
                        "labels",
                        Fields.of("app.kubernetes.io/name", NAME)
                                .and(NO_SIDECAR, "false")
                                .map())
                .and("annotations", Map.of(NO_SIDECAR, "false"));
        Fields template =
                Fields.of("metadata", metadata.map()).and("spec", pod(trial).map());
        Fields spec = Fields.of("backoffLimit", 0)
                .and("activeDeadlineSeconds", DEADLINE)
                .and("ttlSecondsAfterFinished", 86_400)
                .and("template", template.map());
        return Manifest.namespaced(ObjectKind.JOB, namespace, NAME, Wave.PROOF)
                .withHook(new Manifest.Hook("Sync", "BeforeHookCreation,HookSucceeded"))
                .with("spec", spec.map());
    }

    private static Fields pod(Trial trial) {
        Fields pod = Fields.of("restartPolicy", "Never");
        trial.node().ifPresent(node -> pod.and("affinity", Map.of("nodeAffinity", on(node))));
        return pod.and("automountServiceAccountToken", false)
                .and("enableServiceLinks", false)
                .and("terminationGracePeriodSeconds", 1) // a shell takes no notice of SIGTERM
                .and(
                        "securityContext",
                        Fields.of("runAsNonRoot", true)
                                .and("seccompProfile", Map.of("type", "RuntimeDefault"))
                                .map())
                .and("containers", List.of(container(trial).map()));
    }

    /** By its name and through the scheduler, which keeps to taints and room; {@code nodeName} would pass it by. */
    private static Map<String, Object> on(String node) {
        Fields name = Fields.of("key", "metadata.name").and("operator", "In").and("values", List.of(node));
        return Map.of(
                "requiredDuringSchedulingIgnoredDuringExecution",
                Map.of("nodeSelectorTerms", List.of(Map.of("matchFields", List.of(name.map())))));
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
