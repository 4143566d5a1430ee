package dev.sluice.notify;

import dev.sluice.gitops.BranchOwner;
import dev.sluice.gitops.Remote;
import dev.sluice.notify.DeliveryCounts.DeliveryResult;
import dev.sluice.notify.Observed.NewsRule;
import dev.sluice.notify.ToldLedger.ToldState;
import dev.sluice.proxy.Proxies;
import dev.sluice.ranges.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells receivers what is news to them, on a thread of its own: no run and no look at a cluster waits for a receiver. What a
 * receiver did not take is news to it again at the next run.
 */
public final class Notifier {

    private static final Logger LOG = Logger.getLogger(Notifier.class);

    /** In observations: more than a round over a large fleet makes in a minute of a receiver that hangs. */
    private static final int LONGEST_QUEUE = 1_000;

    private static final Duration IDLE = Duration.ofMillis(500);

    private final NotifyTerms terms;
    private final String source;
    private final ToldStore store;
    private final Delivery delivery;
    private final DeliveryCounts counts = new DeliveryCounts();
    private final BlockingQueue<Observed> queue;
    private volatile boolean closed;
    private @Nullable Thread thread;

    /**
     * @param owner which service it is
     * @param remotes of the repository that remembers what was told
     * @param trust whom TLS trusts, by the name of a configuration; the JVM's authorities where it gives null
     */
    public static Notifier over(
            NotifyTerms terms,
            BranchOwner owner,
            Supplier<Remote> remotes,
            Function<Optional<String>, @Nullable SSLContext> trust,
            Proxies proxies,
            Clock clock) {
        String ref = ToldStore.REFS + Sha256.hex(owner.toString()).substring(0, 16);
        return new Notifier(
                terms,
                "/sluice/" + owner.folders().toString().replace("{", "%7B").replace("}", "%7D")
                        + owner.instance().map(name -> "/" + name).orElse(""),
                new ToldStore(remotes, ref, owner.toString(), clock),
                new Delivery(new HttpSender(trust, proxies), Thread::sleep),
                LONGEST_QUEUE);
    }

    /**
     * @param source which service it is, a URI reference
     * @param longest how many observations may wait
     */
    Notifier(NotifyTerms terms, String source, ToldStore store, Delivery delivery, int longest) {
        this.terms = terms;
        this.source = source;
        this.store = store;
        this.delivery = delivery;
        this.queue = new ArrayBlockingQueue<>(longest);
    }

    public DeliveryCounts counts() {
        return counts;
    }

    /** Returns at once. */
    void tell(List<Observed> observed) {
        if (terms.receivers().isEmpty()) {
            return;
        }
        observed.forEach(each -> {
            if (closed || !queue.offer(each)) {
                drop(each, closed ? "the service ends" : "too much waits already");
            }
        });
        begin();
    }

    private synchronized void begin() {
        if (thread == null && !closed) {
            thread = Thread.ofPlatform().daemon().name("notify").start(this::work);
        }
    }

    private void drop(Observed observed, String why) {
        wanting(observed).forEach(receiver -> counts.add(receiver.format(), DeliveryResult.DROPPED));
        LOG.warnf("not told: %s (%s)", observed.notification().title(), why);
    }

    private List<Receiver> wanting(Observed observed) {
        return terms.receivers().stream()
                .filter(receiver ->
                        receiver.on().contains(observed.notification().kind()))
                .toList();
    }

    private void work() {
        try {
            while (!closed || !queue.isEmpty()) {
                Observed first = queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    List<Observed> batch = new ArrayList<>(List.of(first));
                    queue.drainTo(batch);
                    round(batch);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round(List<Observed> batch) throws InterruptedException {
        try {
            ToldLedger before = store.read();
            ToldLedger told = ToldLedger.NONE;
            try (ExecutorService receivers = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<ToldLedger>> all = terms.receivers().stream()
                        .map(receiver -> receivers.submit(() -> tell(receiver, batch, before)))
                        .toList();
                for (Future<ToldLedger> one : all) {
                    told = told.with(one.get());
                }
            }
            if (!told.equals(ToldLedger.NONE)) {
                store.add(told);
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) { // what is observed next is still sent
            LOG.error("sending to receivers failed unexpectedly", e);
        }
    }

    /** @return what the receiver knows now */
    private ToldLedger tell(Receiver receiver, List<Observed> batch, ToldLedger before) {
        ToldLedger told = ToldLedger.NONE;
        for (Observed observed : batch) {
            Optional<ToldState> last =
                    told.of(receiver.name(), observed.thing()).or(() -> before.of(receiver.name(), observed.thing()));
            if (last.filter(state -> state.state().equals(observed.state())).isPresent()) {
                continue;
            }
            ToldState next =
                    new ToldState(observed.state(), last.map(ToldState::serial).orElse(0L) + 1);
            boolean isNews = observed.rule() == NewsRule.ALWAYS || last.isPresent();
            boolean isWanted = receiver.on().contains(observed.notification().kind());
            if (!isNews || !isWanted || deliver(receiver, Envelope.of(observed, source, next))) {
                told = told.with(receiver.name(), observed.thing(), next);
            }
        }
        return told;
    }

    private boolean deliver(Receiver receiver, Envelope envelope) {
        try {
            delivery.deliver(receiver, envelope);
            counts.add(receiver.format(), DeliveryResult.SENT);
            return true;
        } catch (DeliveryException e) {
            counts.add(receiver.format(), DeliveryResult.FAILED);
            LOG.warnf(
                    "%s was not told '%s': %s",
                    receiver.key(), envelope.notification().title(), e.explanation());
            LOG.debugf(e, "where telling %s failed", e.subject());
            return false;
        }
    }

    /**
     * Tells what waits, as far as there is time, and nothing more.
     *
     * @return whether all was told or tried
     */
    boolean close(Duration patience) {
        closed = true;
        Thread running = running();
        if (running == null) {
            return true;
        }
        try {
            if (running.join(patience)) {
                return true;
            }
            running.interrupt();
            running.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<Observed> left = new ArrayList<>();
        queue.drainTo(left);
        left.forEach(observed -> drop(observed, "the service ended"));
        return false;
    }

    private synchronized @Nullable Thread running() {
        return thread;
    }
}
