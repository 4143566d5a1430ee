package dev.sluice.run;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** How current the published state is, as far as the runs of this process tell. */
@ApplicationScoped
public class Freshness {

    private static final Logger LOG = Logger.getLogger(Freshness.class);

    /** A publication older than this deserves a look; it is never a reason to hold. */
    static final Duration STALE = Duration.ofHours(48);

    /** A publication older than this needs a person. */
    static final Duration TOO_OLD = Duration.ofDays(7);

    /** One nightly run may fail and be caught up. */
    private static final Duration LONGEST_WITHOUT_GOOD_RUN = Duration.ofHours(36);

    private final Clock clock;
    private volatile Optional<Instant> lastGood = Optional.empty();
    private volatile Optional<RunFinished> last = Optional.empty();
    private volatile Map<String, Instant> published = Map.of();

    Freshness(Clock clock) {
        this.clock = clock;
    }

    /** Before any observer that asks. */
    void remember(@Observes @Priority(1) RunFinished run) {
        last = Optional.of(run);
        if (run.outcome().isGood()) {
            lastGood = Optional.of(run.report().finished());
        }
        Map<String, Instant> times = new TreeMap<>(published);
        run.report().feeds().stream()
                .filter(feed -> feed.syncToken() != null)
                .forEach(feed -> times.put(feed.name(), Instant.ofEpochMilli(feed.syncToken())));
        published = times;
        feedAges().forEach(Freshness::warnOfAge);
    }

    private static void warnOfAge(String feed, Duration age) {
        if (age.compareTo(TOO_OLD) > 0) {
            LOG.errorf(
                    "feed %s was published %d days ago: see whether its publisher or this fetch is stuck",
                    feed, age.toDays());
        } else if (age.compareTo(STALE) > 0) {
            LOG.warnf("feed %s was published %d hours ago", feed, age.toHours());
        }
    }

    /** When the last run ended after which the published state was as it should be. */
    public Optional<Instant> lastGood() {
        return lastGood;
    }

    /** What the last run said. */
    public Optional<String> lastMessage() {
        return last.map(run -> run.outcome().word() + ": " + run.outcome().message());
    }

    /** By feed, how long ago the publication that was last fetched is. */
    public Map<String, Duration> feedAges() {
        Map<String, Duration> ages = new TreeMap<>();
        published.forEach((feed, time) -> ages.put(feed, Duration.between(time, clock.instant())));
        return ages;
    }

    /** Why the published state may not be current; empty where all is well. */
    public List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        last.map(RunFinished::outcome)
                .ifPresentOrElse(
                        outcome -> {
                            if (outcome.isTrouble()) {
                                doubts.add(outcome.word() + ": " + outcome.message());
                            }
                        },
                        () -> doubts.add("no run has ended yet"));
        boolean ranLongAgo = last.isPresent()
                && lastGood.map(time -> isOlder(time, LONGEST_WITHOUT_GOOD_RUN)).orElse(true);
        if (ranLongAgo) {
            doubts.add("no good run for " + LONGEST_WITHOUT_GOOD_RUN.toHours() + " h");
        }
        feedAges().forEach((feed, age) -> {
            if (age.isNegative()) {
                doubts.add("feed " + feed + " was published " + age.negated().toSeconds()
                        + " seconds in the future: see whether this machine's clock is right");
            }
            if (age.compareTo(TOO_OLD) > 0) {
                doubts.add("feed " + feed + " was published " + age.toDays() + " days ago");
            }
        });
        return doubts;
    }

    private boolean isOlder(Instant time, Duration limit) {
        return Duration.between(time, clock.instant()).compareTo(limit) > 0;
    }
}
