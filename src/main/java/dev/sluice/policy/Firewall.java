package dev.sluice.policy;

import java.util.List;

/**
 * What one namespace's egress firewall shall say beyond what is blocked.
 *
 * @param before the user's rules that come before the blocked prefixes
 * @param after the user's rules that come after them
 * @param otherwise what happens to addresses that no rule matches; Deny holds for both families
 */
public record Firewall(String namespace, List<Rule> before, List<Rule> after, Action otherwise) {

    /** Nothing beyond what is blocked, for no namespace in particular. */
    static final Firewall OPEN = new Firewall("", List.of(), List.of(), Action.ALLOW);

    public Firewall {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** The same for no namespace in particular: what firewalls that ask for the same have in common. */
    public Firewall anywhere() {
        return new Firewall("", before, after, otherwise);
    }
}
