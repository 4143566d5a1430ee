package dev.sluice.cluster.impact;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
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
 */
final class FlowReader {

    private static final int BETWEEN_LOOKS = 256;

    private final FlowPages pages;
    private final ReadingLimits limits;
    private final Deadline deadline;
    private final Consumer<Flow> flows;

    private long read;
    private long edge = Long.MIN_VALUE;
    private Set<Line> had = Set.of();

    FlowReader(FlowPages pages, ReadingLimits limits, Deadline deadline, Consumer<Flow> flows) {
        this.pages = pages;
        this.limits = limits;
        this.deadline = deadline;
        this.flows = flows;
    }

    /** A line that can be told from any other at the same instant: Loki keeps no second one that is equal. */
    private record Line(Map<String, String> labels, String text) {}

    /** What one page brought. */
    private static final class Page {
        int lines;
        int fresh;
        long oldest = Long.MAX_VALUE;
        final Set<Line> atOldest = new HashSet<>();
    }

    /** @throws CutShortException if not everything was read, saying why */
    void read(long start, long end) throws CutShortException {
        long before = end;
        while (before > start) {
            if (read >= limits.maxFlows()) {
                throw new CutShortException("reading stopped at the limit of " + read + " flows" + older(before));
            }
            int limit = (int) Math.min(limits.pageSize(), limits.maxFlows() - read + had.size());
            Page page = page(start, before, limit);
            if (page.lines < limit) {
                return;
            }
            if (page.fresh == 0) {
                throw new CutShortException("more than " + limit + " flows ended at " + instant(page.oldest)
                        + ", which are more than one page holds" + older(before));
            }
            before = page.oldest + 1;
            edge = page.oldest;
            had = page.atOldest;
        }
    }

    private Page page(long start, long end, int limit) throws CutShortException {
        Page page = new Page();
        try {
            look(end);
            FlowPage.read(pages.latest(start, end, limit), (labels, nanos, text) -> {
                if (page.lines++ % BETWEEN_LOOKS == 0) {
                    look(end);
                }
                take(page, new Line(Map.copyOf(labels), text), nanos);
            });
        } catch (CutShortException e) {
            throw e;
        } catch (IOException e) {
            throw new CutShortException(e.getMessage() + older(end), e);
        }
        return page;
    }

    private void take(Page page, Line line, long nanos) throws IOException {
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
        FlowRecord.read(FlowPage.JSON, line.labels(), line.text(), instant(nanos))
                .ifPresent(flows);
    }

    private void look(long end) throws CutShortException {
        if (deadline.isOver()) {
            throw new CutShortException("the time was up after " + read + " flows" + older(end));
        }
    }

    private static String older(long end) {
        return "; older than " + instant(end) + " not all was read";
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }
}
