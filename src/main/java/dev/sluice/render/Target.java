package dev.sluice.render;

import dev.sluice.policy.Firewall;

/**
 * A namespace that gets an egress firewall.
 *
 * @param manageNamespace whether the Namespace object is declared too; false where another Application owns it
 */
public record Target(Firewall firewall, boolean manageNamespace) {

    public String namespace() {
        return firewall.namespace();
    }
}
