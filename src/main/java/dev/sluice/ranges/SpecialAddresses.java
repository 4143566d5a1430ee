package dev.sluice.ranges;

import java.util.List;
import java.util.Optional;

/**
 * Addresses that are not public: those of IANA's special-purpose registries that are not globally reachable, and multicast.
 * A block inside another one that is globally reachable is public. Where a registry says neither, as of 6to4, its relays of
 * old and Teredo, a block counts as public: to leave it out of a list would need a reason. IPv4-mapped addresses
 * ({@code ::ffff:0:0/96}) are not among them, since {@link Prefix} refuses to read any.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA IPv4 Special-Purpose Address Registry, as of
 *     2026-07-18</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IANA IPv6 Special-Purpose Address Registry, as of
 *     2026-07-18</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6890">RFC 6890, special-purpose IP address registries; RFC 8190 defines
 *     "globally reachable"</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5771">RFC 5771 and RFC 4291, section 2.7: multicast</a>
 */
public final class SpecialAddresses {

    /** CIDR, whether it is globally reachable, and its name. */
    private static final String REGISTRIES = """
            0.0.0.0/8           no   This network
            10.0.0.0/8          no   Private-Use
            100.64.0.0/10       no   Shared Address Space
            127.0.0.0/8         no   Loopback
            169.254.0.0/16      no   Link Local
            172.16.0.0/12       no   Private-Use
            192.0.0.0/24        no   IETF Protocol Assignments
            192.0.0.9/32        yes  Port Control Protocol Anycast
            192.0.0.10/32       yes  Traversal Using Relays around NAT Anycast
            192.0.2.0/24        no   Documentation (TEST-NET-1)
            192.31.196.0/24     yes  AS112-v4
            192.52.193.0/24     yes  AMT
            192.88.99.2/32      no   6a44-relay anycast address
            192.168.0.0/16      no   Private-Use
            192.175.48.0/24     yes  Direct Delegation AS112 Service
            198.18.0.0/15       no   Benchmarking
            198.51.100.0/24     no   Documentation (TEST-NET-2)
            203.0.113.0/24      no   Documentation (TEST-NET-3)
            224.0.0.0/4         no   Multicast
            240.0.0.0/4         no   Reserved
            ::/128              no   Unspecified Address
            ::1/128             no   Loopback Address
            64:ff9b::/96        yes  IPv4-IPv6 Translation
            64:ff9b:1::/48      no   IPv4-IPv6 Translation
            100::/64            no   Discard-Only Address Block
            100:0:0:1::/64      no   Dummy IPv6 Prefix
            2001::/23           no   IETF Protocol Assignments
            2001::/32           yes  TEREDO
            2001:1::1/128       yes  Port Control Protocol Anycast
            2001:1::2/128       yes  Traversal Using Relays around NAT Anycast
            2001:1::3/128       yes  DNS-SD Service Registration Protocol Anycast
            2001:2::/48         no   Benchmarking
            2001:3::/32         yes  AMT
            2001:4:112::/48     yes  AS112-v6
            2001:20::/28        yes  ORCHIDv2
            2001:30::/28        yes  Drone Remote ID Protocol Entity Tags
            2001:db8::/32       no   Documentation
            2620:4f:8000::/48   yes  Direct Delegation AS112 Service
            3fff::/20           no   Documentation
            5f00::/16           no   Segment Routing (SRv6) SIDs
            fc00::/7            no   Unique-Local
            fe80::/10           no   Link-Local Unicast
            ff00::/8            no   Multicast
            """;

    private static final List<SpecialBlock> BLOCKS =
            REGISTRIES.lines().map(SpecialAddresses::block).toList();

    private static final IpSet NOT_PUBLIC = addresses(false).minus(addresses(true));

    private record SpecialBlock(Prefix prefix, boolean isReachable, String name) {}

    private SpecialAddresses() {}

    /** All that are not public. */
    public static IpSet all() {
        return NOT_PUBLIC;
    }

    /** A list without them; a prefix that holds some beside others becomes several, of the same scope. */
    public static PrefixList without(PrefixList list) {
        if (list.addresses().intersection(NOT_PUBLIC).isEmpty()) {
            return list;
        }
        List<Entry> entries = list.entries().stream()
                .flatMap(entry -> without(entry.prefix()).stream().map(prefix -> new Entry(prefix, entry.scope())))
                .toList();
        return new PrefixList(list.name(), entries);
    }

    /** What is public of a prefix, in the fewest prefixes. */
    public static List<Prefix> without(Prefix prefix) {
        IpSet addresses = IpSet.of(prefix);
        return addresses.intersection(NOT_PUBLIC).isEmpty()
                ? List.of(prefix)
                : addresses.minus(NOT_PUBLIC).prefixes();
    }

    /**
     * What addresses are for that are not public.
     *
     * @return empty where all are public; else the registry's block and name, for example {@code 10.0.0.0/8, Private-Use}; of the first where they are of several
     */
    public static Optional<String> purpose(IpSet addresses) {
        return BLOCKS.stream()
                .filter(block -> !block.isReachable())
                .filter(block ->
                        !IpSet.of(block.prefix()).intersection(addresses).isEmpty())
                .findFirst()
                .map(block -> block.prefix() + ", " + block.name());
    }

    private static IpSet addresses(boolean isReachable) {
        return IpSet.of(BLOCKS.stream()
                .filter(block -> block.isReachable() == isReachable)
                .map(SpecialBlock::prefix)
                .toList());
    }

    private static SpecialBlock block(String line) {
        String[] fields = line.split(" +", 3);
        return new SpecialBlock(Prefix.parse(fields[0]), fields[1].equals("yes"), fields[2]);
    }
}
