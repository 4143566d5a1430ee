package dev.sluice.cluster.operators;

import java.util.List;

/**
 * What a cluster has of one operator.
 *
 * @param groups the OperatorGroups of the operator's namespace, whichever operator they are for
 * @param subscriptions those of the operator's package, in any namespace
 */
public record Installed(List<InstalledObject> groups, List<InstalledObject> subscriptions) {

    /** Where there is nothing, or no Operator Lifecycle Manager. */
    public static final Installed NOTHING = new Installed(List.of(), List.of());

    public Installed {
        groups = List.copyOf(groups);
        subscriptions = List.copyOf(subscriptions);
    }
}
