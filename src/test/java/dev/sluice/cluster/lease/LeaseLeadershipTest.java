package dev.sluice.cluster.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.ApiServer;
import dev.sluice.cluster.Call;
import dev.sluice.run.LogLines;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LeaseLeadershipTest {

    private static final LeaseTerms QUICK = new LeaseTerms(
            "egress-fw-updater", "sluice", Duration.ofMillis(1_500), Duration.ofMillis(1_000), Duration.ofMillis(100));

    /** Longer than the test may take. */
    private static final LeaseTerms LONG = new LeaseTerms(
            "egress-fw-updater", "sluice", Duration.ofMinutes(10), Duration.ofMinutes(5), Duration.ofMillis(100));

    private final ApiServer api = new ApiServer();
    private final BlockingQueue<String> led = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable part : open.reversed()) {
            part.close();
        }
        api.close();
    }

    @Test
    void leadsWhereNobodyElseDoes() throws InterruptedException {
        Leadership one = stand("one");

        assertThat(nextLeader()).isEqualTo("one");
        assertThat(one.isLeader()).isTrue();
        assertThat(one.leader()).hasValue("one");
    }

    @Test
    void standsByWhereSomebodyLeads() throws InterruptedException {
        // Given
        stand("one");
        nextLeader();

        // When
        Leadership two = stand("two");
        while (two.leader().isEmpty()) {
            Thread.onSpinWait();
        }

        // Then
        assertThat(two.leader()).hasValue("one");
        assertThat(two.isLeader()).isFalse();
    }

    @Test
    void takesOverFromALeaderThatLeavesWithoutWaitingForTheLeaseToEnd() throws InterruptedException {
        // Given
        Leadership one = stand("one", LONG);
        nextLeader();
        Leadership two = stand("two", LONG);

        // When
        one.close();

        // Then
        assertThat(nextLeader()).isEqualTo("two");
        assertThat(two.isLeader()).isTrue();
        assertThat(one.isLeader()).isFalse();
    }

    @Test
    void takesOverFromALeaderThatIsCutOffAndLetsItStandAgain() throws InterruptedException {
        // Given
        Leadership one = stand("one");
        nextLeader();

        // When
        api.refuse("leases", 503);
        while (one.isLeader()) {
            Thread.onSpinWait();
        }
        api.relent();

        // Then
        assertThat(nextLeader()).isEqualTo("one");
        assertThat(one.isLeader()).isTrue();
    }

    @Test
    void leadsNowhereWhileTheApiIsAway() throws InterruptedException {
        api.refuse("leases", 403);
        Leadership one = stand("one");

        assertThat(led.poll(500, TimeUnit.MILLISECONDS)).isNull();
        assertThat(one.isLeader()).isFalse();
        assertThat(one.leader()).isEmpty();
        assertThat(one.obstacle().orElseThrow())
                .startsWith(
                        "cannot get Lease egress-fw-updater/sluice: not allowed (403): see that the Role sluice-lease");
        api.relent();
        assertThat(nextLeader()).isEqualTo("one");
    }

    @Test
    void namesItselfNoMoreOnceItIsCutOff() throws InterruptedException {
        // Given
        Leadership one = stand("one");
        nextLeader();
        assertThat(one.obstacle()).isEmpty();

        // When
        api.refuse("leases", 403);
        while (one.isLeader()) {
            Thread.onSpinWait();
        }

        // Then
        assertThat(one.leader()).isEmpty();
        while (one.obstacle().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(one.obstacle().orElseThrow()).contains("not allowed (403)");
    }

    @Test
    void leavesALeaderAloneWhoseClockIsBehind() throws InterruptedException {
        // Given
        Leadership one = stand("one");
        nextLeader();

        // When another instance runs whose clock is 60 s ahead
        Leadership two = stand("two", QUICK, Clock.offset(Clock.systemUTC(), Duration.ofSeconds(60)));

        // Then
        assertThat(led.poll(2_500, TimeUnit.MILLISECONDS)).isNull();
        assertThat(one.isLeader()).isTrue();
        assertThat(two.isLeader()).isFalse();
        assertThat(two.leader()).hasValue("one");
    }

    @Test
    void saysOnceThatTheApiIsAway() throws InterruptedException {
        try (LogLines log = LogLines.of("")) {
            // Given
            api.refuse("leases", 503);
            Leadership one = stand("one");
            int before = api.requests();
            while (api.requests() < before + 20) {
                Thread.onSpinWait();
            }
            assertThat(one.isLeader()).isFalse();

            // When
            api.relent();
            nextLeader();

            // Then
            assertThat(log.lines().stream()
                            .filter(line -> !line.contains("MockWebServer"))
                            .map(line -> line.lines().skip(1).toList()))
                    .containsExactly(
                            List.of("WARN: cannot get Lease egress-fw-updater/sluice: the API answered 503; tried again"
                                    + " every 100 ms"),
                            List.of("INFO: Lease egress-fw-updater/sluice can be read and written again"),
                            List.of("INFO: this instance leads"));
        }
    }

    @Test
    void makesDeclaredCallsAlone() throws InterruptedException {
        Leadership one = stand("one");
        nextLeader();
        one.close();
        stand("two");
        nextLeader();

        assertThat(api.calls()).containsExactlyInAnyOrder(Call.GET_LEASE, Call.CREATE_LEASE, Call.PATCH_LEASE);
    }

    private Leadership stand(String identity) {
        return stand(identity, QUICK);
    }

    private Leadership stand(String identity, LeaseTerms terms) {
        return stand(identity, terms, Clock.systemUTC());
    }

    private Leadership stand(String identity, LeaseTerms terms, Clock clock) {
        Access access = api.access();
        open.add(access);
        Leadership leadership = new LeaseLeadership(access, terms, identity, clock, System::nanoTime);
        open.add(leadership);
        leadership.start(() -> led.add(identity));
        return leadership;
    }

    private String nextLeader() throws InterruptedException {
        return led.take();
    }
}
