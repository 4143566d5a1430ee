package dev.sluice.render;

import dev.sluice.policy.Firewall;
import java.util.Optional;

/**
 * A namespace that gets an egress firewall.
 *
 * @param manageNamespace whether the Namespace object is declared too; false where another Application owns it
 * @param trial what is tried from inside the namespace after each sync; empty for nothing
 */
public record Target(Firewall firewall, boolean manageNamespace, Optional<Trial> trial) {

    /** A target where nothing is tried. */
    public Target(Firewall firewall, boolean manageNamespace) {
        this(firewall, manageNamespace, Optional.empty());
    }

    public String namespace() {
        return firewall.namespace();
    }
}
