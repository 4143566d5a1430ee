package dev.sluice.review.body;

import dev.sluice.ranges.Address;
import java.util.List;
import java.util.stream.Stream;

/**
 * Addresses that reviewers know, to see at a glance what rules do.
 *
 * @param what whose it is, in words of the program
 * @see <a href="https://developers.google.com/speed/public-dns/docs/using">Google Public DNS</a>
 * @see <a href="https://cloud.google.com/vpc/docs/configure-private-google-access">Private Google Access, for
 *     199.36.153.4/30 and .8/30</a>
 * @see <a href="https://cloud.google.com/load-balancing/docs/health-check-concepts">probe ranges of Google's load
 *     balancers</a>
 * @see <a href="https://support.google.com/websearch/answer/186669">forcesafesearch.google.com</a>
 */
record WellKnown(Address address, String what) {

    private static final List<String> STAYING = List.of("1.1.1.1", "8.8.8.8", "199.36.153.8");

    static final List<WellKnown> ALL = Stream.of(
                    of("8.8.8.8", "Google Public DNS"),
                    of("142.250.0.1", "Google front ends"),
                    of("216.239.38.120", "Google Search, safe"),
                    of("199.36.153.4", "restricted Google APIs"),
                    of("199.36.153.8", "private Google APIs"),
                    of("35.191.0.1", "Google load balancers"),
                    of("1.1.1.1", "not Google's"),
                    of("2001:4860:4860::8888", "Google Public DNS"),
                    of("2606:4700:4700::1111", "not Google's"))
            .toList();

    /** Which of those that stay as they are to show first: one that nothing may deny, one of each of Google's kinds. */
    int staying() {
        int place = STAYING.indexOf(address.toString());
        return place < 0 ? STAYING.size() : place;
    }

    private static WellKnown of(String address, String what) {
        return new WellKnown(Address.parse(address), what);
    }
}
