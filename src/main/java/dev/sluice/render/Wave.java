package dev.sluice.render;

/**
 * The order in which Argo CD applies the objects: each wave waits for the one before to be healthy.
 *
 * @see <a href="https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/">Argo CD, sync waves</a>
 */
enum Wave {
    NAMESPACES(-30),
    OPERATORS(-20),
    /** What later objects refer to: secrets, groups, labels of nodes. */
    REFERENCES(-10),
    LOG_STORE(0),
    FLOWS(10),
    EGRESS(20);

    private final int number;

    Wave(int number) {
        this.number = number;
    }

    String number() {
        return Integer.toString(number);
    }
}
