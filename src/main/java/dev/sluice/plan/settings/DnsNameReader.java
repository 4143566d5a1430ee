package dev.sluice.plan.settings;

import dev.sluice.policy.Destination.DnsName;
import java.util.function.Function;

/**
 * Reads the DNS names of a cluster's rules. The CRD takes more of them than OVN-Kubernetes does: a name that it refuses makes
 * it refuse the whole firewall, and releases before 4.21 leave the namespace open then.
 */
final class DnsNameReader implements Function<String, DnsName> {

    private final String resolverKey;
    private final boolean wildcards;

    /**
     * @param resolverKey the key that says of the cluster that wildcards work
     * @param wildcards whether names with {@code *.} in front are taken
     */
    DnsNameReader(String resolverKey, boolean wildcards) {
        this.resolverKey = resolverKey;
        this.wildcards = wildcards;
    }

    /** @throws IllegalArgumentException quoting the name, with the reason */
    @Override
    public DnsName apply(String text) {
        DnsName name = new DnsName(text);
        name.flaw().ifPresent(flaw -> {
            throw new IllegalArgumentException(
                    "'" + text + "' " + flaw + ": OVN-Kubernetes never resolves it, and refuses"
                            + " the whole firewall where the feature gate DNSNameResolver is on; write a full name of labels of 1"
                            + " to 63 letters, digits and inner hyphens");
        });
        if (name.isWildcard() && !wildcards) {
            throw new IllegalArgumentException("'" + text + "' is a wildcard: OVN-Kubernetes refuses the whole firewall"
                    + " unless the feature gate DNSNameResolver is on; name the hosts, or set " + resolverKey
                    + ": true where it is on");
        }
        return name;
    }
}
