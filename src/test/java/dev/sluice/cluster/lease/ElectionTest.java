package dev.sluice.cluster.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.ApiServer;
import dev.sluice.run.SettableClock;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ElectionTest {

    private static final LeaseTerms TERMS = new LeaseTerms(
            "egress-fw-updater", "sluice", Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2));

    private final ApiServer api = new ApiServer();
    private final Access access = api.access();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L); // a monotonic clock may overflow
    private final SettableClock right = new SettableClock(Instant.parse("2026-01-02T02:00:00Z"));

    @AfterEach
    void close() {
        access.close();
        api.close();
    }

    @Test
    void takesALeaseThatIsNotThere() {
        Election one = election("one", right);

        assertThat(one.take()).isEqualTo(new Turn.Leads(true));
        assertThat(one.isHeld()).isTrue();
        assertThat(lease().getSpec().getHolderIdentity()).isEqualTo("one");
        assertThat(lease().getSpec().getLeaseDurationSeconds()).isEqualTo(15);
        assertThat(lease().getSpec().getLeaseTransitions()).isZero();
    }

    @Test
    void leavesALiveLeaderAloneWhateverTheClocksSay() {
        for (long skew : new long[] {-3_600, -60, -16, 0, 16, 60, 3_600}) {
            // Given
            Election one = election("one", right);
            Election two = election("two", Clock.offset(right, Duration.ofSeconds(skew)));
            assertThat(one.take()).isEqualTo(new Turn.Leads(true));

            // When the leader renews as late as it may, for two minutes
            for (int i = 0; i < 12; i++) {
                assertThat(two.take()).as("%d s ahead", skew).isEqualTo(new Turn.Follows(Optional.of("one")));
                pass(9);
                two.take();
                assertThat(one.isHeld()).isTrue();
                one.take();
            }

            // Then
            assertThat(two.isHeld()).isFalse();
            assertThat(one.isHeld()).isTrue();
            one.release();
        }
    }

    @Test
    void takesOverFromASilentLeaderAfterTheDurationAsSeen() {
        // Given a leader whose clock is a day ahead, so that its Lease says that it was renewed tomorrow
        Election one = election("one", Clock.offset(right, Duration.ofDays(1)));
        Election two = election("two", right);
        one.take();
        pass(5);
        two.take();

        // When
        pass(15);

        // Then
        assertThat(one.isHeld()).isFalse();
        assertThat(two.take()).isEqualTo(new Turn.Follows(Optional.of("one")));
        nanos.incrementAndGet();
        assertThat(two.take()).isEqualTo(new Turn.Leads(true));
        assertThat(lease().getSpec().getLeaseTransitions()).isOne();
        assertThat(one.take()).isEqualTo(new Turn.Follows(Optional.of("two")));
    }

    @Test
    void takesALeaseThatWasGivenBackAtOnce() {
        Election one = election("one", right);
        Election two = election("two", right);
        one.take();
        two.take();

        one.release();

        assertThat(one.isHeld()).isFalse();
        assertThat(two.take()).isEqualTo(new Turn.Leads(true));
    }

    @Test
    void givesNothingBackThatAnotherHolds() {
        Election one = election("one", right);
        Election two = election("two", right);
        one.take();

        two.release();

        assertThat(lease().getSpec().getHolderIdentity()).isEqualTo("one");
    }

    @Test
    void leadsUpToTheRenewDeadlineWhileTheApiIsAway() {
        Election one = election("one", right);
        one.take();
        api.refuse("leases", 503);

        pass(9);
        assertThat(one.take()).isInstanceOf(Turn.Refused.class);
        assertThat(one.isHeld()).isTrue();
        pass(1);
        assertThat(one.isHeld()).isFalse();

        api.relent();
        assertThat(one.take()).isEqualTo(new Turn.Leads(true));
        assertThat(lease().getSpec().getLeaseTransitions()).isZero();
    }

    @Test
    void waitsForTheLongerOfTheTwoDurations() {
        // Given an instance that was configured otherwise
        put("one", 60);
        Election two = election("two", right);
        two.take();

        pass(59);
        assertThat(two.take()).isEqualTo(new Turn.Follows(Optional.of("one")));
        pass(2);
        assertThat(two.take()).isEqualTo(new Turn.Leads(true));
    }

    @Test
    void takesALeaseThatSaysNothing() {
        api.put(new LeaseBuilder()
                .withNewMetadata()
                .withNamespace("egress-fw-updater")
                .withName("sluice")
                .endMetadata()
                .build());

        assertThat(election("one", right).take()).isEqualTo(new Turn.Leads(true));
        assertThat(lease().getSpec().getHolderIdentity()).isEqualTo("one");
    }

    @Test
    void saysWhichRoleIsMissing() {
        api.refuse("leases", 403);

        assertThat(election("one", right).take())
                .isEqualTo(new Turn.Refused("Lease egress-fw-updater/sluice: not allowed (403): see that the Role"
                        + " sluice-lease in namespace egress-fw-updater is bound to the service account, lets it create"
                        + " Leases, and get and patch the one named sluice"));
    }

    @Test
    void letsOneOfManyThatTryAtOnceLead() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Election> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(election("i" + i, Clock.offset(right, Duration.ofSeconds(random.nextInt(-90, 90)))));
        }
        for (int round = 0; round < 20; round++) {
            // When
            List<Turn> turns = Collections.synchronizedList(new ArrayList<>());
            CyclicBarrier barrier = new CyclicBarrier(all.size());
            List<Thread> threads = all.stream()
                    .map(election -> Thread.ofPlatform().start(() -> {
                        try {
                            barrier.await();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                        turns.add(election.take());
                    }))
                    .toList();
            for (Thread thread : threads) {
                thread.join();
            }

            // Then
            assertThat(turns).as("seed %d, round %d", seed, round).hasSize(all.size());
            assertThat(all.stream().filter(Election::isHeld))
                    .as("seed %d, round %d: %s", seed, round, turns)
                    .hasSizeLessThanOrEqualTo(1);
            pass(random.nextInt(25));
        }
    }

    private Election election(String identity, Clock clock) {
        return new Election(access, TERMS, identity, clock, nanos::get);
    }

    private void pass(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
        right.advance(Duration.ofSeconds(seconds));
    }

    private Lease lease() {
        return api.operator()
                .leases()
                .inNamespace("egress-fw-updater")
                .withName("sluice")
                .get();
    }

    private void put(String holder, int seconds) {
        api.put(new LeaseBuilder()
                .withNewMetadata()
                .withNamespace("egress-fw-updater")
                .withName("sluice")
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(holder)
                .withLeaseDurationSeconds(seconds)
                .endSpec()
                .build());
    }
}
