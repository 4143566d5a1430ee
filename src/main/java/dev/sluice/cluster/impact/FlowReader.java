package dev.sluice.cluster.impact;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads the flows of a range of time page by page, the latest first, each once.
 *
 * <pre>
 *     start                                  end
 *     |------------------------|==============|   first page: the latest lines
 *     |-----------|============x|                 next page: up to and with the oldest instant x of the last,
 *                                                 of which there may be more; what was had of it is left out
 * </pre>
 *
 * <p>One thread reads; another may ask how far it is.
 */
final class FlowReader {

    private static final int BETWEEN_LOOKS = 256;

    private final PagedFlows pages;
    private final ReadingLimits limits;
    private final Deadline deadline;
    private final Consumer<Observation> flows;

    private volatile long read;
    private volatile long unreadable;
    private volatile long crowded;
    private volatile long latestCrowd;
    private volatile Optional<Instant> since = Optional.empty();
    private long edge = Long.MIN_VALUE;
    private Set<LokiLine> had = Set.of();

    FlowReader(PagedFlows pages, ReadingLimits limits, Deadline deadline, Consumer<Observation> flows) {
        this.pages = pages;
        this.limits = limits;
        this.deadline = deadline;
        this.flows = flows;
    }

    /** A line that can be told from any other at the same instant: Loki keeps no second one that is equal. */
    private record LokiLine(Map<String, String> labels, String text) {}

    /** What one page brought. */
    private static final class PageTally {
        int lines;
        int fresh;
        long oldest = Long.MAX_VALUE;
        final Set<LokiLine> atOldest = new HashSet<>();
    }

    /** @throws CutShortException if not everything was read, saying why */
    void read(long start, long end) throws CutShortException {
        long before = end;
        while (before > start) {
            since = Optional.of(instant(before));
            if (read >= limits.maxFlows()) {
                throw new CutShortException("reading stopped at the limit of " + read + " flows" + older());
            }
            int limit = (int) Math.min(limits.pageSize(), limits.maxFlows() - read + had.size());
            PageTally page = page(start, before, limit);
            if (page.lines < limit) {
                break;
            }
            before = next(page, before);
        }
        since = Optional.of(instant(start));
    }

    /** How many lines were read so far, those that are no flows among them. */
    long count() {
        return read;
    }

    /** From when on everything was read; the end of the range where nothing was. Empty before the first question. */
    Optional<Instant> since() {
        return since;
    }

    /** That the time was up, and what was read until then. */
    String outOfTime() {
        return "the time was up after " + read + " flows" + older();
    }

    /** What is missing of the time that was read, a sentence each. */
    List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        if (unreadable > 0) {
            gaps.add(unreadable + (unreadable == 1 ? " line was no flow" : " lines were no flows")
                    + " that can be read, and " + (unreadable == 1 ? "is" : "are") + " left out");
        }
        if (crowded > 0) {
            gaps.add("more flows ended at " + instant(latestCrowd)
                    + (crowded == 1 ? "" : " and at " + (crowded - 1) + " other instants")
                    + " than one answer of " + limits.pageSize() + " holds: the others of them are left out");
        }
        return gaps;
    }

    /** Where the next page ends; steps over an instant of which a page brought nothing more. */
    private long next(PageTally page, long before) throws CutShortException {
        if (page.oldest == Long.MAX_VALUE) {
            throw new CutShortException("no line of an answer has a time" + older());
        }
        if (page.fresh == 0) {
            latestCrowd = crowded == 0 ? page.oldest : latestCrowd;
            crowded++;
            had = Set.of();
            return page.oldest;
        }
        if (page.oldest == edge) {
            page.atOldest.addAll(had);
        }
        edge = page.oldest;
        had = page.atOldest;
        return page.oldest + 1;
    }

    private PageTally page(long start, long end, int limit) throws CutShortException {
        PageTally page = new PageTally();
        try {
            look();
            FlowPage.read(pages.latest(start, end, limit), new FlowPage.LineSink() {
                @Override
                public void take(Map<String, String> labels, long nanos, String text) throws IOException {
                    if (page.lines++ % BETWEEN_LOOKS == 0) {
                        look();
                    }
                    FlowReader.this.take(page, new LokiLine(Map.copyOf(labels), text), nanos);
                }

                @Override
                public void skip() {
                    page.lines++;
                    unreadable++;
                }
            });
        } catch (CutShortException e) {
            throw e;
        } catch (IOException e) {
            throw new CutShortException(e.getMessage() + older(), e);
        }
        return page;
    }

    private void take(PageTally page, LokiLine line, long nanos) {
        if (nanos < page.oldest) {
            page.oldest = nanos;
            page.atOldest.clear();
        }
        if (nanos == page.oldest) {
            page.atOldest.add(line);
        }
        if (nanos == edge && had.contains(line)) {
            return;
        }
        page.fresh++;
        read++;
        try {
            flows.accept(FlowRecord.read(FlowPage.JSON, line.labels(), line.text(), instant(nanos)));
        } catch (IOException e) {
            unreadable++;
        }
    }

    private void look() throws CutShortException {
        if (deadline.isOver()) {
            throw new CutShortException(outOfTime());
        }
    }

    private String older() {
        return since.map(time -> "; older than " + time + " not all was read").orElse("");
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }
}
