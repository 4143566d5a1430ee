package dev.sluice.policy;

import dev.sluice.text.ExplainedException;

/** An egress firewall would need more rules than OVN-Kubernetes takes in one object. */
public final class TooManyRulesException extends ExplainedException {

    private static final long serialVersionUID = 1;

    TooManyRulesException(int rules) {
        super(
                "EgressFirewall",
                rules + " rules, but an EgressFirewall takes at most " + RuleList.LIMIT
                        + ": block fewer feeds or families, or write fewer rules of your own");
    }
}
