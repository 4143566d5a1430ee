package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.Action;
import dev.sluice.policy.Assertion;
import dev.sluice.policy.Assertion.Asserter;
import dev.sluice.ranges.Prefix;
import java.nio.file.Path;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asserted holds, or nothing is published. */
class AssertingRunTest {

    private static final Fleet FLEET = Fleet.of(cluster("east", "shop"), cluster("west", "bank", "shop"));

    private RunLab lab;

    @BeforeEach
    void publishFeeds(@TempDir Path folder) {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
    }

    @Test
    void publishesWhereAssertionsHold() {
        Outcome outcome = lab.run(FLEET.asserting(asserted("142.250.4.7/32", Action.DENY)));

        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
    }

    @Test
    void stopsWhereOneDoesNotHoldAndSaysWhere() throws Exception {
        // When
        Outcome outcome = lab.run(FLEET.asserting(Assertion.GOOGLE));

        // Then
        String fails = "an assertion fails in namespace %s of cluster %s: 142.250.1.0 is allowed by Allow 0.0.0.0/0,"
                + " but 142.250.0.0/15 deny (Google's own services) is asserted";
        assertThat(outcome)
                .isEqualTo(new Outcome.Failed(fails.formatted("shop", "east") + "; " + fails.formatted("bank", "west")
                        + "; " + fails.formatted("shop", "west")
                        + ": check the feeds and the rules, or change what sluice.assertions says of 142.250.0.0/15"));
        assertThat(lab.repository.tip("main")).isEqualTo(ObjectId.zeroId());
    }

    @Test
    void spellsOutTheFirstFailuresOfMany() {
        Outcome outcome = lab.run(
                FLEET.asserting(asserted("142.250.4.7/32", Action.ALLOW), asserted("142.250.6.0/24", Action.ALLOW)));

        assertThat(outcome.message())
                .contains("; and 3 more: check the feeds")
                .endsWith("says of 142.250.4.7/32, 142.250.6.0/24");
    }

    private static Assertion asserted(String addresses, Action action) {
        return new Assertion(Prefix.parse(addresses), action, "", Asserter.USER);
    }
}
