package dev.sluice.policy;

/**
 * How many rules a strategy needs for what is blocked, in a firewall that says nothing else.
 *
 * @param ipv4 none where that family is not blocked
 * @param ipv6 none where that family is not blocked
 */
public record RuleCount(Strategy strategy, long ipv4, long ipv6) {}
