package dev.sluice.serve.hooks;

import dev.sluice.serve.hooks.HookEvent.Pushed;
import dev.sluice.serve.hooks.HookMeaning.HookEffect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes one round or run of all that is reported within a moment, and one more of what is reported while a run is under way. */
final class HookQueue {

    private static final Logger LOG = Logger.getLogger(HookQueue.class);

    /** A run sees all that happened before it: what is more is in it anyway. */
    private static final int LONGEST = 100;

    private final Duration quiet;
    private final Runnable round;
    private final BooleanSupplier run;
    private final Predicate<String> isOwn;
    private final BlockingQueue<QueuedEvent> queue = new ArrayBlockingQueue<>(LONGEST);
    private volatile boolean closed;
    private @Nullable Thread thread;

    private record QueuedEvent(HookEffect effect, HookEvent event) {}

    /**
     * @param quiet how long further events are waited for
     * @param round has the clusters looked at
     * @param run does a run; false where another is under way
     * @param isOwn whether a commit, 40 hexadecimal digits, was pushed by a run of this instance
     */
    HookQueue(Duration quiet, Runnable round, BooleanSupplier run, Predicate<String> isOwn) {
        this.quiet = quiet;
        this.round = round;
        this.run = run;
        this.isOwn = isOwn;
    }

    /** Returns at once. */
    void add(HookEffect effect, HookEvent event) {
        if (effect != HookEffect.NOTHING && !closed) {
            queue.offer(new QueuedEvent(effect, event)); // where it is full, a run comes anyway
            begin();
        }
    }

    private synchronized void begin() {
        if (thread == null && !closed) {
            thread = Thread.ofPlatform().daemon().name("hooks").start(this::work);
        }
    }

    private void work() {
        try {
            while (!closed) {
                QueuedEvent first = queue.poll(1, TimeUnit.MINUTES);
                if (first != null) {
                    TimeUnit.NANOSECONDS.sleep(quiet.toNanos());
                    List<QueuedEvent> all = new ArrayList<>(List.of(first));
                    queue.drainTo(all);
                    follow(all);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(List<QueuedEvent> all) throws InterruptedException {
        try {
            while (!closed) {
                HookEffect effect = effect(all); // asked again: the run that was under way may have pushed it
                if (effect == HookEffect.ROUND) {
                    LOG.info("the forge reports a change: clusters are looked at now");
                    round.run();
                }
                if (effect != HookEffect.RUN || run.getAsBoolean()) {
                    return;
                }
                TimeUnit.NANOSECONDS.sleep(quiet.toNanos());
                queue.drainTo(all);
            }
        } catch (RuntimeException e) { // what is reported next must not be lost
            LOG.error("what the forge reported unexpectedly could not be followed", e);
        }
    }

    private HookEffect effect(List<QueuedEvent> all) {
        return all.stream()
                .filter(queued -> !(queued.event() instanceof Pushed push && isOwn.test(push.after())))
                .map(QueuedEvent::effect)
                .max(HookEffect::compareTo)
                .orElse(HookEffect.NOTHING);
    }

    void close() {
        closed = true;
        Thread running = running();
        if (running != null) {
            running.interrupt();
        }
    }

    private synchronized @Nullable Thread running() {
        return thread;
    }
}
