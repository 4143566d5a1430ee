package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A held change that is accepted from the command line: every command is a process of its own. */
class AcceptIT extends OneShotScene {

    private static final String ACCEPTED = "refs/sluice/accepted/";

    @BeforeEach
    void publishAJump() throws Exception {
        sluice.run("run");
        feeds.publish(
                TOKEN + 1,
                List.of("8.8.4.0/24", "8.8.8.0/24", "34.64.0.0/10", "142.250.0.0/15", "74.0.0.0/8"),
                Feeds.CLOUD);
    }

    @Test
    void letsThePlanPassWhoseDigestWasPrinted() throws Exception {
        // Given
        String planned = digest(sluice.run("plan"));
        String held = digest(sluice.run("run"));

        // When
        OneShot.Result accepted = sluice.run("accept", planned);
        OneShot.Result again = sluice.run("accept", planned);

        // Then
        assertThat(held).isEqualTo(planned);
        assertThat(accepted.exit()).as(accepted.err()).isZero();
        assertThat(accepted.out())
                .isEqualTo("accepted by " + System.getProperty("user.name")
                        + " on the command line: the next run publishes it\n");
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(repository.refs()).containsKey(ACCEPTED + planned);
        assertThat(repository.log("main")).hasSize(1);

        OneShot.Result passed = sluice.run("--once");
        assertThat(passed.exit()).as(passed.out() + passed.err()).isZero();
        assertThat(repository.log("main")).hasSize(2);
        assertThat(repository.log("main").getFirst().getFullMessage())
                .contains("\nAccepted-by: " + System.getProperty("user.name") + " on the command line\n");
        assertThat(repository.refs()).doesNotContainKey(ACCEPTED + planned);
    }

    @Test
    void takesNoDigestOfWhatDoesNotWait() throws Exception {
        // When
        OneShot.Result other = sluice.run("accept", "0".repeat(64));
        OneShot.Result none = sluice.run("accept", "latest");

        // Then
        assertThat(other.exit()).isEqualTo(1);
        assertThat(other.out()).isEmpty();
        assertThat(other.err()).contains("no change with the digest " + "0".repeat(64) + " waits; there is ", " (all)");
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).contains("'latest' is not a digest");
        assertThat(repository.refs().keySet()).noneMatch(name -> name.startsWith(ACCEPTED));
    }

    private static String digest(OneShot.Result held) {
        assertThat(held.exit()).as(held.err()).isEqualTo(3);
        return held.out().replaceFirst("(?s).*accept exactly this change with digest ([0-9a-f]{64}).*", "$1");
    }
}
