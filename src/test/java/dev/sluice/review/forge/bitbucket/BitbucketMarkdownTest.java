package dev.sluice.review.forge.bitbucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.review.Proposal;
import dev.sluice.review.body.Marker;
import java.util.List;
import org.junit.jupiter.api.Test;

class BitbucketMarkdownTest {

    @Test
    void hidesCommentsInDefinitionsAndReadsThemBack() {
        String text = "Words\n\n<!-- sluice:content 12 -->\n\n<!-- sluice:owner ab -->\n";

        String written = BitbucketMarkdown.written(text);

        assertThat(written).isEqualTo("Words\n\n[//]: # (sluice:content 12)\n\n[//]: # (sluice:owner ab)\n");
        assertThat(BitbucketMarkdown.read(written)).isEqualTo(text);
        assertThat(Marker.contentOf(BitbucketMarkdown.read(written.replace("\n", "\r\n"))))
                .contains("12");
    }

    @Test
    void endsAParagraphBeforeADefinition() {
        assertThat(BitbucketMarkdown.written("Words\n<!-- notes -->")).isEqualTo("Words\n\n[//]: # (notes)");
    }

    @Test
    void unfoldsWhatIsFoldedAndLeavesOutCharts() {
        assertThat(BitbucketMarkdown.written("""
                Before
                <details>
                <summary>262 rules</summary>

                ```
                <details> <!-- sluice:content 12 -->
                ```

                </details>

                ```mermaid
                pie
                ```
                After""")).isEqualTo("""
                Before
                **262 rules**

                ```
                <details> <!-- sluice:content 12 -->
                ```


                After""");
    }

    @Test
    void keepsLabelsInTheTitleAndInTheLastLine() {
        // Given
        Proposal proposal = new Proposal(
                "sluice/demo",
                "main",
                "demo: deny 3 more",
                "Words\n\n<!-- sluice:content 12 -->\n",
                List.of("risk/high", "egress"),
                List.of("risk/low", "propose-again"),
                List.of(),
                List.of(),
                false);

        // When
        BitbucketLabels labels = BitbucketLabels.of(
                        "[propose-again] [Urgent] demo: deny 2 more",
                        "Old\n\n**Labels:** `risk/low`, `network`\n\n[//]: # (sluice:content 11)")
                .with(proposal);

        // Then
        assertThat(labels.sentTitle()).isEqualTo("[Urgent] demo: deny 3 more");
        assertThat(labels.sentBody())
                .isEqualTo("Words\n\n**Labels:** `network`, `risk/high`, `egress`\n\n[//]: # (sluice:content 12)");
        BitbucketLabels again = BitbucketLabels.of(labels.sentTitle(), labels.sentBody());
        assertThat(again.title()).isEqualTo("demo: deny 3 more");
        assertThat(again.given()).containsExactly("network", "risk/high", "egress");
        assertThat(again.people()).containsExactly("Urgent");
        assertThat(again.body()).isEqualTo("Words\n\n<!-- sluice:content 12 -->");
    }

    @Test
    void takesNoWordInsideAListOfCodeForLabels() {
        assertThat(BitbucketLabels.of("demo", "In code: `**Labels:** `hold``").given())
                .isEmpty();
    }
}
