package dev.sluice.serve.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.cluster.lease.Leadership;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An instance that stands by reads no branch; what it read when it led may be old. */
class VerdictStandByTest {

    private static final Leadership BEHIND = new Leadership() {
        @Override
        public void start(Runnable whenLeading) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isLeader() {
            return false;
        }

        @Override
        public Optional<String> leader() {
            return Optional.of("sluice-1");
        }

        @Override
        public void close() {
            throw new UnsupportedOperationException();
        }
    };

    /** Runs are not asked. */
    private final VerdictResource verdicts = new VerdictResource(null, BEHIND);

    @Test
    void namesTheLeaderWhereItStandsBy() {
        Response refusal = catchThrowableOfType(ServiceUnavailableException.class, () -> verdicts.verdict("8.8.8.8"))
                .getResponse();

        assertThat(refusal.getEntity()).isEqualTo(new Problem("another instance leads: sluice-1; ask again"));
        assertThat(refusal.getHeaderString(HttpHeaders.RETRY_AFTER)).isEqualTo("1");
    }

    @Test
    void refusesWhatIsNoAddressFirst() {
        assertThat(catchThrowableOfType(BadRequestException.class, () -> verdicts.verdict("nowhere")))
                .isNotNull();
    }
}
