package dev.sluice.review.forge;

import dev.sluice.gitops.Secret;
import dev.sluice.review.Forge;
import dev.sluice.review.Proposal;
import dev.sluice.review.Repository;
import dev.sluice.review.forge.calls.ForgeProvider;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A forge's class, connected to a forge that remembers. */
public abstract class RequestStubs {

    static final String BRANCH = "sluice/demo";
    static final String BODY = "What changes.\n\n<!-- sluice:content 1234 -->\n\n<!-- sluice:owner abcd -->\n";

    final ForgeProvider provider;
    private final String path;
    protected final StubApi stub;
    private final Patience patience = new Patience();

    @Inject
    TlsConfigurationRegistry tls;

    protected RequestStubs(ForgeProvider provider, String path, StubApi stub) {
        this.provider = provider;
        this.path = path;
        this.stub = stub;
    }

    Forge forge;

    @BeforeEach
    void connect() {
        forge = forge();
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    /** A run's own: nothing is remembered from the last one. */
    protected Forge forge() {
        Repository repository = new Repository(
                URI.create(stub.api()),
                path,
                new Repository.AccessToken(Secret.of(StubApi.TOKEN)),
                Duration.ofSeconds(20),
                Duration.ofMinutes(2),
                Optional.empty());
        return ForgeConnection.to(provider, repository, tls, patience, patience).forge();
    }

    /** Whether the forge opens again what was closed. */
    protected boolean reopens() {
        return true;
    }

    /** What people do to give a label. */
    protected abstract void label(StubRequest request, String label);

    /** What a reviewer does who wants changes. */
    protected abstract void askForChanges(StubRequest request, String reviewer);

    /** Whether groups of people can be asked for reviews. */
    protected boolean hasTeams() {
        return true;
    }

    /** Whether a write is refused that does not know the newest state, or labels are apart from what is written. */
    protected boolean hasVersions() {
        return true;
    }

    /** Whether the forge says who may merge; only labels are heard where it does not. */
    protected boolean saysWhoMayMerge() {
        return true;
    }

    protected static Proposal saying(String body) {
        return new Proposal(BRANCH, "main", "demo", body, List.of(), List.of(), List.of(), List.of(), false);
    }

    protected static Proposal proposal(String title, List<String> labels, List<String> dropped) {
        return new Proposal(BRANCH, "main", title, BODY, labels, dropped, List.of(), List.of(), false);
    }

    static Proposal asking(String... reviewers) {
        return new Proposal(BRANCH, "main", "title", BODY, List.of(), List.of(), List.of(reviewers), List.of(), false);
    }

    /** A stub, whose start may fail. */
    protected interface StubStart {
        StubApi start() throws IOException;
    }

    protected static StubApi started(StubStart start) {
        try {
            return start.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
