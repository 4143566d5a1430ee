package dev.sluice.cluster.impact;

import java.io.IOException;
import java.io.InputStream;

/** What answers a query for flows, a page at a time. */
interface PagedFlows {

    /**
     * The latest lines of a range of time.
     *
     * @param start nanoseconds since 1970, inclusive
     * @param end nanoseconds since 1970, exclusive
     * @param limit how many at most
     * @throws IOException saying why there is no answer
     */
    InputStream latest(long start, long end, int limit) throws IOException;
}
