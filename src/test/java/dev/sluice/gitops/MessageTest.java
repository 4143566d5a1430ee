package dev.sluice.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.FooterLine;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {

    @Test
    void putsEmptyLinesBetweenItsParts() {
        Message message = new Message("Subject", "\nBody,\ntwo lines.\n\n", trailers("B", "2", "A", "1"));
        assertThat(message.text()).isEqualTo("Subject\n\nBody,\ntwo lines.\n\nB: 2\nA: 1\n");
    }

    @Test
    void leavesOutPartsThatAreEmpty() {
        assertThat(new Message("Subject", "", trailers()).text()).isEqualTo("Subject\n");
        assertThat(new Message("Subject", "Body", trailers()).text()).isEqualTo("Subject\n\nBody\n");
        assertThat(new Message("Subject", "", trailers("A", "1")).text()).isEqualTo("Subject\n\nA: 1\n");
    }

    @Test
    void hasTrailersThatGitFinds() throws Exception {
        // Given
        Message message =
                new Message("Subject", "Body: not a trailer\n\n| a | b |", trailers("Goog-Token", "1", "B", "2"));

        // When
        RevCommit commit = commit(message);

        // Then
        assertThat(commit.getShortMessage()).isEqualTo("Subject");
        assertThat(commit.getFooterLines())
                .extracting(FooterLine::getKey, FooterLine::getValue)
                .containsExactly(tuple("Goog-Token", "1"), tuple("B", "2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two\nlines", "two\rlines", "two\r\nlines"})
    void refusesWhatIsNoSubject(String subject) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Message(subject, "", trailers()))
                .withMessage("'" + subject + "' is not a subject");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Two words", "Colon:", "Ü"})
    void refusesWhatIsNoKeyOfATrailer(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Message("Subject", "", trailers(key, "1")))
                .withMessage("'" + key + ": 1' is not a trailer");
    }

    @Test
    void refusesATrailerOfTwoLines() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Message("Subject", "", trailers("A", "1\nSigned-off-by: somebody")));
    }

    @Test
    void doesNotChangeWithWhatItWasMadeFrom() {
        SequencedMap<String, String> trailers = trailers("A", "1");
        Message message = new Message("Subject", "", trailers);
        trailers.put("B", "2");
        assertThat(message.trailers()).containsOnlyKeys("A");
    }

    private static SequencedMap<String, String> trailers(String... keysAndValues) {
        SequencedMap<String, String> trailers = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            trailers.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return trailers;
    }

    private static RevCommit commit(Message message) throws Exception {
        CommitBuilder builder = new CommitBuilder();
        builder.setTreeId(ObjectId.zeroId());
        builder.setAuthor(new PersonIdent("Somebody", "somebody@example.com"));
        builder.setCommitter(builder.getAuthor());
        builder.setMessage(message.text());
        return RevCommit.parse(builder.build());
    }
}
