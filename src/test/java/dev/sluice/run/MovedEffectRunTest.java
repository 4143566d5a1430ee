package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.review.MemoryForge;
import dev.sluice.review.PullRequest;
import dev.sluice.review.body.Marker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request whose files stay as they are, while what a merge of them would do does not. */
class MovedEffectRunTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "bank"));
    private static final String FIREWALL = "clusters/demo/firewall/egress-firewall-bank.yaml";

    private ReviewLab lab;
    private MemoryForge forge;

    @BeforeEach
    void publish(@TempDir Path folder) {
        lab = new ReviewLab(folder);
        forge = lab.forge;
        lab.lab.feeds.publish(GOOG, CLOUD);
        lab.publish(DEMO);
    }

    @Test
    void saysWhatItDoesToABaseWhoseDenialsAreGone() {
        // Given
        lab.lab.feeds.publish(with(GOOG, "8.8.8.0/24"), CLOUD);
        lab.propose(DEMO);
        PullRequest before = forge.only();
        String firewall = lab.files("main").get(FIREWALL);
        lab.write("main", Map.of(FIREWALL, withoutDenials(firewall)));

        // When
        Outcome outcome = lab.propose(DEMO);

        // Then
        PullRequest request = forge.only();
        assertThat(before.title()).isEqualTo("demo: deny 256 more addresses");
        assertThat(before.labels()).contains("risk/low");
        assertThat(outcome.message()).startsWith("demo updated");
        assertThat(request.title()).isEqualTo("demo: deny 43,520 more addresses");
        assertThat(request.labels()).contains("risk/high").doesNotContain("risk/low");
        assertThat(request.body()).contains("Risk: **high**");
        assertThat(Marker.contentOf(request.body())).isNotEqualTo(Marker.contentOf(before.body()));
        assertThat(lab.propose(DEMO).message()).startsWith("demo unchanged");
    }

    @Test
    void isNoLongerHeldOnceItsFeedsAreAccepted() {
        // Given
        List<String> less = GOOG.subList(10, GOOG.size());
        lab.lab.feeds.publish(less, CLOUD);
        lab.propose(DEMO);
        String held = forge.only().body();
        Fleet accepting = DEMO.accept(Long.toString(FeedFiles.TOKEN + 2000));

        // When
        Outcome outcome = lab.propose(accepting);

        // Then
        assertThat(held).contains("**Held by Sluice's guards");
        assertThat(outcome.message()).startsWith("demo updated");
        assertThat(forge.only().body()).doesNotContain("**Held by Sluice's guards");
    }

    @Test
    void saysWhatRemainsOfAConfigurationThatIsHalfMerged() {
        // Given
        Fleet exempting = DEMO.exempt("203.0.113.0/24");
        lab.propose(exempting);
        String policy = "clusters/demo/.sluice/policy.txt";
        lab.write("main", Map.of(policy, lab.files("main").get(policy).replace("strategy exact", "strategy compact")));

        // When
        Outcome outcome = lab.propose(exempting);

        // Then
        assertThat(outcome.message()).startsWith("demo updated");
        assertThat(forge.only().body()).contains("- strategy compact", "+ strategy exact");
    }

    private static String withoutDenials(String firewall) {
        return firewall.replaceAll("(?m)^ *- type: Deny\\n( {6,}.*\\n)+", "");
    }
}
