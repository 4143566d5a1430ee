package dev.sluice.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.cluster.lease.Leadership;
import dev.sluice.serve.api.Problem;
import dev.sluice.serve.api.StandBy;
import dev.sluice.serve.health.LeaseObtainableHealthCheck;
import jakarta.ws.rs.ServiceUnavailableException;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class StandByTest {

    private static final String FORBIDDEN =
            "cannot get Lease egress-fw-updater/sluice: not allowed (403): see that the Role sluice-lease is bound";

    private record Seat(boolean isLeader, Optional<String> leader, Optional<String> obstacle) implements Leadership {

        @Override
        public void start(Runnable whenLeading) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void leadsWhereThereIsNoOther() {
        StandBy.refuse(Leadership.alone());

        assertThat(StandBy.leader(Leadership.alone())).isEqualTo("this instance leads");
        assertThat(well(Leadership.alone()).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void namesTheLeaderWhereItStandsBy() {
        Leadership behind = new Seat(false, Optional.of("sluice-1"), Optional.empty());

        assertThat(refusal(behind)).isEqualTo("another instance leads: sluice-1; ask again");
        assertThat(well(behind).getStatus()).isEqualTo(Status.UP);
        assertThat(well(behind).getData()).hasValue(Map.of("leader", "another instance leads: sluice-1"));
    }

    @Test
    void namesNoLeaderBeforeOneIsKnown() {
        Leadership early = new Seat(false, Optional.empty(), Optional.empty());

        assertThat(refusal(early)).isEqualTo("no instance is known to lead; ask again");
        assertThat(well(early).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void saysWhyItCannotGetTheLease() {
        Leadership shutOut = new Seat(false, Optional.of("sluice-1"), Optional.of(FORBIDDEN));

        assertThat(refusal(shutOut)).isEqualTo("this instance does not lead: " + FORBIDDEN + "; ask again");
        assertThat(well(shutOut).getStatus()).isEqualTo(Status.DOWN);
        assertThat(well(shutOut).getData()).hasValue(Map.of("leader", "this instance does not lead: " + FORBIDDEN));
    }

    private static HealthCheckResponse well(Leadership leadership) {
        return new LeaseObtainableHealthCheck(leadership).call();
    }

    private static String refusal(Leadership leadership) {
        Object[] message = new Object[1];
        assertThatThrownBy(() -> StandBy.refuse(leadership))
                .isInstanceOfSatisfying(
                        ServiceUnavailableException.class,
                        refused -> message[0] = ((Problem) refused.getResponse().getEntity()).error());
        return String.valueOf(message[0]);
    }
}
