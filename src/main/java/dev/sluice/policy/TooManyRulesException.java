package dev.sluice.policy;

/** An egress firewall would need more rules than OVN-Kubernetes takes in one object. */
public final class TooManyRulesException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooManyRulesException(int rules) {
        super(rules + " rules, but an EgressFirewall takes at most " + RuleList.LIMIT
                + ": block fewer feeds or families, or write fewer rules of your own");
    }
}
