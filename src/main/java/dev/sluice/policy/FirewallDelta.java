package dev.sluice.policy;

import java.util.List;

/**
 * What becomes of the firewall of one namespace. A run makes it once: the commit's subject and the request, their risk and
 * their impact read it.
 *
 * @param rules the same object for firewalls that share their rules
 */
public record FirewallDelta(String cluster, String namespace, RuleDelta rules) {

    public List<Rule> before() {
        return rules.before();
    }

    public List<Rule> after() {
        return rules.after();
    }

    public boolean isChanged() {
        return !before().equals(after());
    }

    public boolean isNew() {
        return before().isEmpty();
    }

    public boolean goes() {
        return after().isEmpty();
    }

    /** The same once it has happened: nothing changes any more. */
    public FirewallDelta settled() {
        return new FirewallDelta(cluster, namespace, rules.settled());
    }

    /** For example {@code demo/shop}. */
    @Override
    public String toString() {
        return cluster + "/" + namespace;
    }
}
