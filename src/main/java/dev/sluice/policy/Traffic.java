package dev.sluice.policy;

import dev.sluice.ranges.Address;
import java.util.Optional;

/**
 * Traffic to one address.
 *
 * @param port empty where its protocol has none that an EgressFirewall knows, as ICMP; rules with ports never match it
 */
public record Traffic(Address destination, Optional<Port> port) {}
