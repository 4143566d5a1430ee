package dev.sluice.review.forge.github;

import static dev.sluice.review.forge.ForgeStubs.PROPOSAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.gitops.Secret;
import dev.sluice.review.Forge;
import dev.sluice.review.Forge.Comment;
import dev.sluice.review.Forge.CommitStatus;
import dev.sluice.review.ForgeException;
import dev.sluice.review.PullRequest;
import dev.sluice.review.Repository;
import dev.sluice.review.forge.ForgeConnection;
import dev.sluice.review.forge.Patience;
import dev.sluice.serve.Service;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The life of a request, as the class of GitHub leads it with a forge that remembers. */
@QuarkusTest
@Tag("application")
@TestProfile(Service.class)
class StubForgeTest {

    @Inject
    TlsConfigurationRegistry tls;

    private StubForge stub;
    private Forge forge;

    @BeforeEach
    void start() throws IOException {
        stub = StubForge.start();
        forge = forge(StubForge.TOKEN);
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void remembersARequest() {
        PullRequest opened = forge.open(PROPOSAL);

        assertThat(forge.find("sluice/demo", "main")).contains(opened);
        assertThat(forge.find("sluice/other", "main")).isEmpty();
        assertThat(opened.labels()).containsExactly("risk/low");
        assertThat(stub.calls())
                .filteredOn(StubForge.Call::isWrite)
                .extracting(StubForge.Call::path)
                .containsExactly("pulls", "labels", "issues/1/labels");
    }

    @Test
    void hasOneOpenRequestForABranch() {
        forge.open(PROPOSAL);

        assertThat(forge.open(PROPOSAL).number()).isEqualTo(1);
        assertThat(stub.pulls()).hasSize(1);
    }

    @Test
    void followsTheBranchWhileARequestIsOpen() {
        stub.heads(branch -> Optional.of("a".repeat(40)));
        PullRequest opened = forge.open(PROPOSAL);
        forge.close(opened, "Gone");
        stub.heads(branch -> Optional.empty());

        PullRequest closed = forge.find("sluice/demo", "main").orElseThrow();

        assertThat(closed.head()).isEqualTo("a".repeat(40));
        assertThat(closed.state()).isEqualTo(PullRequest.RequestState.CLOSED);
        assertThat(closed.body()).isEqualTo("Gone");
        assertThatThrownBy(() -> forge.open(PROPOSAL)).isInstanceOf(ForgeException.class);
    }

    @Test
    void showsWhatPeopleDid() {
        PullRequest opened = forge.open(PROPOSAL);
        stub.comment(1, "Why?");
        forge.comment(opened, "Because");
        forge.edit(opened, new Comment(2, "Because", "", true), "For a reason");
        assertThat(forge.isReviewed(opened)).isFalse();
        stub.review(1, "APPROVED");
        stub.label(1, "hold");
        stub.merge(1);

        PullRequest merged = forge.find("sluice/demo", "main").orElseThrow();

        assertThat(forge.comments(merged))
                .containsExactly(new Comment(1, "Why?", "", true), new Comment(2, "For a reason", "", true));
        assertThat(forge.isReviewed(merged)).isTrue();
        assertThat(merged.labels()).containsExactly("hold");
        assertThat(merged.state()).isEqualTo(PullRequest.RequestState.MERGED);
    }

    @Test
    void remembersStatuses() {
        forge.mark("b".repeat(40), new CommitStatus(CommitStatus.CheckState.PENDING, "sluice/demo", "waiting"));

        assertThat(stub.statuses("b".repeat(40)))
                .extracting(status -> status.get("state").asText())
                .isEqualTo(List.of("pending"));
    }

    @Test
    void failsOnce() {
        stub.failNextWrite(403);

        assertThatThrownBy(() -> forge.open(PROPOSAL)).isInstanceOf(ForgeException.class);
        assertThat(forge.open(PROPOSAL).number()).isEqualTo(1);
    }

    @Test
    void knowsOneToken() {
        assertThatThrownBy(() -> forge("other").find("sluice/demo", "main"))
                .hasMessageContaining("the credentials were refused");
    }

    private Forge forge(String token) {
        Patience patience = new Patience();
        Repository repository = new Repository(
                URI.create(stub.url()),
                StubForge.REPOSITORY,
                new Repository.AccessToken(Secret.of(token)),
                Duration.ofSeconds(20),
                Duration.ofMinutes(2),
                Optional.empty());
        return ForgeConnection.to(GitHub.PROVIDER, repository, tls, patience, patience)
                .forge();
    }
}
