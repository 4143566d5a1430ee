package dev.sluice.render;

import dev.sluice.ranges.Address;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Source addresses for the traffic of some namespaces.
 *
 * @param namespaceLabels what a namespace carries to be selected; not empty, since an empty selector selects all
 * @param namespaces names of namespaces that are given these labels
 */
public record EgressIp(
        String name, List<Address> addresses, Map<String, String> namespaceLabels, List<String> namespaces) {

    public EgressIp {
        if (addresses.isEmpty() || namespaceLabels.isEmpty()) {
            throw new IllegalArgumentException("EgressIP " + name + " needs addresses and namespace labels");
        }
        addresses = List.copyOf(addresses);
        namespaceLabels = Collections.unmodifiableMap(new TreeMap<>(namespaceLabels));
        namespaces = List.copyOf(namespaces);
    }
}
