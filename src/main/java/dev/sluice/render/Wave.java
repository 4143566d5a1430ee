package dev.sluice.render;

/**
 * The order in which Argo CD applies the objects of a part: each wave waits for the one before to be healthy.
 *
 * <p>In the firewall's part nothing waits for an operator, and EgressIPs come last: one that finds no node stays Degraded
 * and holds up nothing. One Application that follows both parts keeps to the same order, and only its EgressIPs wait.
 *
 * @see <a href="https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/">Argo CD, sync waves</a>
 */
enum Wave {
    NAMESPACES(Part.FIREWALL, -30),
    /** As in earlier releases: a new number would make OVN-Kubernetes redo every ACL. */
    FIREWALLS(Part.FIREWALL, 20),
    /** Before anything that may fail or wait. */
    PROOF(Part.FIREWALL, 30),
    /** Before the EgressIPs, which need labelled nodes when they are made. */
    NODE_LABELS(Part.FIREWALL, 40),
    EGRESS_IPS(Part.FIREWALL, 100),

    OPERATOR_NAMESPACES(Part.OBSERVABILITY, -30),
    OPERATOR_GROUPS(Part.OBSERVABILITY, 50),
    OPERATORS(Part.OBSERVABILITY, 60),
    /** What later objects refer to: secrets and groups. */
    REFERENCES(Part.OBSERVABILITY, 70),
    LOG_STORE(Part.OBSERVABILITY, 80),
    FLOWS(Part.OBSERVABILITY, 90);

    private final Part part;
    private final int number;

    Wave(Part part, int number) {
        this.part = part;
        this.number = number;
    }

    Part part() {
        return part;
    }

    String number() {
        return Integer.toString(number);
    }
}
