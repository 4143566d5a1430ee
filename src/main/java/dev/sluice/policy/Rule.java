package dev.sluice.policy;

import dev.sluice.ranges.Prefix;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One rule of an egress firewall.
 *
 * @param ports what the rule is limited to; empty means every protocol, ICMP included
 */
public record Rule(Action action, Destination to, List<Port> ports) {

    public Rule {
        ports = List.copyOf(ports);
    }

    public static Rule allow(Prefix prefix) {
        return new Rule(Action.ALLOW, new Destination.Cidr(prefix), List.of());
    }

    public static Rule deny(Prefix prefix) {
        return new Rule(Action.DENY, new Destination.Cidr(prefix), List.of());
    }

    /** The addresses for which this rule decides all traffic: none where it has ports, a name or a node selector. */
    public Optional<Prefix> decides() {
        return switch (to) {
            case Destination.Cidr cidr when ports.isEmpty() -> Optional.of(cidr.prefix());
            case Destination.Cidr cidr -> Optional.empty();
            case Destination.DnsName name -> Optional.empty();
            case Destination.Nodes nodes -> Optional.empty();
        };
    }

    /** For example {@code Deny 8.8.4.0/24} or {@code Allow dns example.com TCP/443}. */
    @Override
    public String toString() {
        String suffix = ports.stream().map(port -> " " + port).collect(Collectors.joining());
        return action + " " + to + suffix;
    }
}
