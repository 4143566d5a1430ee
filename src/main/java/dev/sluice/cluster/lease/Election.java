package dev.sluice.cluster.lease;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.Answer;
import dev.sluice.cluster.ApiException;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One instance's tries for the Lease. It judges another's Lease by when it <em>saw</em> the Lease change, on its own monotonic
 * clock: the times in a Lease come from clocks that may differ by minutes, and are written for people alone. Every write
 * names the version that was read, so that of two instances that write at once the API lets one through.
 *
 * <p>{@link #isHeld} is thread-safe; tries are made by one thread.
 *
 * @see <a href="https://pkg.go.dev/k8s.io/client-go/tools/leaderelection">client-go, leaderelection: observedTime</a>
 */
final class Election {

    /** What client-go writes into a Lease that is given back. */
    private static final int RELEASED_SECONDS = 1;

    private final Access access;
    private final LeaseTerms terms;
    private final String identity;
    private final Clock clock;
    private final LongSupplier nanos;

    private @Nullable LeaseSpec seen;
    private long seenAt;
    private volatile @Nullable Long heldUntil;

    /**
     * @param clock for the times that are written into the Lease
     * @param nanos a monotonic clock, which cannot be set: {@link System#nanoTime}
     */
    Election(Access access, LeaseTerms terms, String identity, Clock clock, LongSupplier nanos) {
        this.access = access;
        this.terms = terms;
        this.identity = identity;
        this.clock = clock;
        this.nanos = nanos;
    }

    /** {@code Lease namespace/name}. */
    String lease() {
        return "Lease " + terms.namespace() + "/" + terms.name();
    }

    /** Whether this instance leads: it wrote the Lease, less than the renew-deadline ago. */
    boolean isHeld() {
        Long until = heldUntil;
        return until != null && nanos.getAsLong() - until < 0;
    }

    /** Renews the Lease, takes it where it is free, or sees whose it is. */
    Turn take() {
        // Others count from when they see a write, which is later than this.
        long until = nanos.getAsLong() + terms.renewDeadline().toNanos();
        Turn turn = ask(this::turn);
        return switch (turn) {
            case Turn.Leads leads -> {
                boolean begins = !isHeld(); // also where the deadline passed during this try
                heldUntil = until;
                yield new Turn.Leads(begins);
            }
            case Turn.Follows follows -> {
                if (follows.holder().isPresent()) { // else the next try tells who wrote in between
                    heldUntil = null;
                }
                yield follows;
            }
            case Turn.Refused refused -> refused; // what was held stays held up to its deadline
        };
    }

    /** Lets others take the Lease at once, where this instance holds it. */
    Turn release() {
        heldUntil = null;
        return ask(client -> {
            Lease lease = read(client);
            if (lease == null || !identity.equals(holder(lease.getSpec()).orElse(""))) {
                return new Turn.Follows(Optional.empty());
            }
            write(client, lease, "", RELEASED_SECONDS, transitions(lease.getSpec()));
            return new Turn.Follows(Optional.empty());
        });
    }

    private Turn ask(Function<KubernetesClient, Turn> question) {
        Answer<Turn> answer = access.ask(Optional.empty(), lease(), client -> {
            try {
                return question.apply(client);
            } catch (KubernetesClientException e) {
                switch (e.getCode()) {
                    case 409 -> {
                        return new Turn.Follows(Optional.empty()); // another instance was faster
                    }
                    case 403 ->
                        throw new ApiException("not allowed (403): see that the Role sluice-lease in namespace "
                                + terms.namespace()
                                + " is bound to the service account, lets it create Leases, and get and"
                                + " patch the one named " + terms.name());
                    default -> throw e;
                }
            }
        });
        return switch (answer) {
            case Answer.Found<Turn>(Turn turn) -> turn;
            case Answer.Absent<Turn>() ->
                new Turn.Refused(lease() + ": the API knows no namespace " + terms.namespace() + ", or no Leases");
            case Answer.Unseen<Turn>(String reason) -> new Turn.Refused(reason);
        };
    }

    private Turn turn(KubernetesClient client) {
        Lease lease = read(client);
        if (lease == null) {
            client.resource(lease(identity, seconds(), 0, now(), null)).create();
            return new Turn.Leads(false);
        }
        LeaseSpec spec = lease.getSpec();
        see(spec);
        Optional<String> holder = holder(spec);
        boolean mine = holder.filter(identity::equals).isPresent();
        if (!mine && holder.isPresent() && !isSilent(spec)) {
            return new Turn.Follows(holder);
        }
        write(client, lease, identity, seconds(), transitions(spec) + (mine ? 0 : 1));
        return new Turn.Leads(false);
    }

    private void see(@Nullable LeaseSpec spec) {
        if (seen == null || !seen.equals(spec)) {
            seen = spec;
            seenAt = nanos.getAsLong();
        }
    }

    /** The longer of its holder's duration and one's own: the holder counts on the first, the configuration says the second. */
    private boolean isSilent(LeaseSpec spec) {
        Integer written = spec.getLeaseDurationSeconds();
        Duration promised = Duration.ofSeconds(written == null ? 0 : written);
        Duration patience = promised.compareTo(terms.duration()) > 0 ? promised : terms.duration();
        return nanos.getAsLong() - seenAt > patience.toNanos();
    }

    private @Nullable Lease read(KubernetesClient client) {
        return client.leases()
                .inNamespace(terms.namespace())
                .withName(terms.name())
                .get();
    }

    private void write(KubernetesClient client, Lease read, String holder, int seconds, int transitions) {
        LeaseSpec before = read.getSpec();
        boolean same = before != null && holder.equals(before.getHolderIdentity()) && before.getAcquireTime() != null;
        ZonedDateTime acquired = same ? before.getAcquireTime() : now();
        client.resource(lease(
                        holder,
                        seconds,
                        transitions,
                        acquired,
                        read.getMetadata().getResourceVersion()))
                .patch(PatchContext.of(PatchType.JSON_MERGE));
    }

    private Lease lease(String holder, int seconds, int transitions, ZonedDateTime acquired, @Nullable String version) {
        return new LeaseBuilder()
                .withNewMetadata()
                .withNamespace(terms.namespace())
                .withName(terms.name())
                .withResourceVersion(version)
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(holder)
                .withLeaseDurationSeconds(seconds)
                .withAcquireTime(acquired)
                .withRenewTime(now())
                .withLeaseTransitions(transitions)
                .endSpec()
                .build();
    }

    private ZonedDateTime now() {
        return clock.instant().atZone(ZoneOffset.UTC);
    }

    /** Rounded up: others must not wait for less than the duration. */
    private int seconds() {
        return Math.toIntExact(terms.duration().plusNanos(999_999_999).toSeconds());
    }

    private static int transitions(@Nullable LeaseSpec spec) {
        return spec == null || spec.getLeaseTransitions() == null ? 0 : spec.getLeaseTransitions();
    }

    private static Optional<String> holder(@Nullable LeaseSpec spec) {
        return Optional.ofNullable(spec).map(LeaseSpec::getHolderIdentity).filter(name -> !name.isBlank());
    }
}
