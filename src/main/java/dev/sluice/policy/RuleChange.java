package dev.sluice.policy;

import java.util.List;

/** The rules of one namespace before and after; an empty list means no firewall. */
public record RuleChange(String namespace, List<Rule> before, List<Rule> after) {

    public RuleChange {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }
}
