package dev.sluice.review.forge;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.sluice.review.Forge.Comment;
import dev.sluice.review.Proposal;
import dev.sluice.review.PullRequest;
import dev.sluice.review.body.KeptNotes;
import dev.sluice.review.body.Marker;
import dev.sluice.review.forge.calls.ForgeProvider;
import dev.sluice.run.Fleet;
import dev.sluice.run.Outcome;
import dev.sluice.run.ReviewLab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write on a request, in the answers that each forge documents: comments, and notes in the body. */
public abstract class RequestTextContract extends ForgeStubs {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "bank"));
    private static final Instant CREATED = Instant.parse("2026-11-22T08:00:12.345Z");
    private static final String NOTES = "Ask Anna *first*: 5 > 3.\n\n- [ ] the \"shop\" too";

    protected RequestTextContract(ForgeProvider provider, String path) {
        super(provider, path);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "60, true"})
    void readsWhetherACommentWasEdited(int seconds, boolean isEdited) {
        server.stubFor(any(anyUrl()).willReturn(json(200, comments("remark", CREATED.plusSeconds(seconds)))));

        assertThat(forge().comments(request())).singleElement().satisfies(comment -> {
            assertThat(comment.text()).isEqualTo("remark");
            assertThat(comment.isEdited()).isEqualTo(isEdited);
        });
    }

    @Test
    void takesACommentWithoutTimesForEdited() {
        String without = comments("remark", CREATED).replaceAll("\"(created|published)_?(at|on|Date)\"", "\"other\"");
        server.stubFor(any(anyUrl()).willReturn(json(200, without)));

        assertThat(forge().comments(request())).singleElement().matches(Comment::isEdited);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void acceptsByACommentThatWasNeverEdited(boolean isEdited, @TempDir Path folder) {
        // Given
        ReviewLab lab = new ReviewLab(folder);
        lab.lab.feeds.publish(GOOG, CLOUD);
        lab.propose(DEMO);
        PullRequest request = lab.forge.only();
        String command = "/sluice accept " + Marker.contentOf(request.body()).orElseThrow();
        server.stubFor(any(anyUrl()).willReturn(json(200, comments(command, CREATED.plusSeconds(isEdited ? 60 : 0)))));

        // When
        Comment comment = forge().comments(request()).getFirst();
        lab.forge.mergers.add(comment.author());
        lab.forge.add(request, comment);
        Outcome outcome = lab.propose(DEMO);

        // Then
        assertThat(outcome.landed().isPresent()).isEqualTo(!isEdited);
        assertThat(lab.forge.said(request))
                .anyMatch(text ->
                        text.startsWith(isEdited ? "Not accepted: an edited comment does not count." : "Accepted: "));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 500})
    void keepsPeoplesNotesInABody(int paragraphs) {
        // Given
        String body = "A paragraph.\n\n".repeat(paragraphs) + "## Notes\n\nWrite here.\n\n<!-- notes -->\n\n" + NOTES
                + "\n\n<!-- notes -->\n\n<!-- sluice:content 1234 -->\n\nTo accept, comment.\n\n<!-- sluice:owner ab -->\n";
        server.stubFor(any(anyUrl()).willReturn(json(200, recorded(provider.name() + "-request.json"))));

        // When
        forge().update(request(), saying(body));
        String sent = received().reversed().stream()
                .map(RequestTextContract::sentBody)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
        server.stubFor(any(anyUrl())
                .willReturn(
                        json(200, recorded(provider.name() + "-request.json").replace("An old body", escaped(sent)))));
        String read = forge().update(request(), saying("Other.")).body();

        // Then
        assertThat(read).contains("## Notes\n\nWrite here.\n");
        assertThat(KeptNotes.in(read, 1_000).text()).isEqualTo(NOTES);
        assertThat(Marker.contentOf(read)).contains("1234");
        assertThat(Marker.last(read, "owner")).contains("ab");
    }

    /** What a forge keeps of a body, and no comment. */
    private static Optional<String> sentBody(LoggedRequest request) {
        if (!request.getMethod().value().matches("PUT|PATCH")) {
            return Optional.empty();
        }
        try {
            JsonNode json = new ObjectMapper().readTree(request.getBodyAsString());
            return Optional.ofNullable(json.has("body") ? json.get("body") : json.get("description"))
                    .map(JsonNode::asText);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String comments(String text, Instant updated) {
        return recorded(provider.name() + "-comments.json")
                .replace("TEXT", escaped(text))
                .replace("\"CREATED_MILLIS\"", Long.toString(CREATED.toEpochMilli()))
                .replace("\"UPDATED_MILLIS\"", Long.toString(updated.toEpochMilli()))
                .replace("\"VERSION\"", updated.equals(CREATED) ? "0" : "1")
                .replace("CREATED", CREATED.toString())
                .replace("UPDATED", updated.toString());
    }

    private static String escaped(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    private static Proposal saying(String body) {
        return new Proposal(BRANCH, "main", "demo", body, List.of(), List.of(), List.of(), List.of(), false);
    }
}
