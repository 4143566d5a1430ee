package dev.sluice.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.verification.Since;
import dev.sluice.cluster.verification.State;
import dev.sluice.cluster.verification.Verification;
import dev.sluice.follow.FollowedCluster;
import dev.sluice.follow.VerificationStore;
import dev.sluice.gitops.BareRepository;
import dev.sluice.gitops.Connections;
import dev.sluice.gitops.Remote;
import dev.sluice.proxy.Proxies;
import dev.sluice.run.Outcome;
import dev.sluice.run.Reports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what is observed to what a receiver gets, over restarts. */
class NewsListenerTest {

    private static final Clock CLOCK = Clock.fixed(Messages.TIME, ZoneOffset.UTC);

    private final ReceiverServer server = new ReceiverServer();
    private BareRepository repository;
    private VerificationStore verifications;
    private Notifier notifier;
    private NewsListener listener;

    @TempDir
    Path folder;

    @BeforeEach
    void makeRepository() throws IOException {
        repository = BareRepository.create(folder.resolve("fleet.git"));
        restart();
    }

    private void restart() throws IOException {
        Receiver receiver = new Receiver(
                "sluice.notify[0]",
                server.file(folder, "events"),
                MessageFormat.CLOUDEVENTS,
                Set.of(EventKind.values()),
                Optional.empty());
        NotifyTerms terms = new NotifyTerms(List.of(receiver), Optional.empty());
        notifier = new Notifier(
                terms,
                "/sluice/clusters",
                new ToldStore(
                        () -> Remote.open(
                                repository.origin(), new Connections(Duration.ofSeconds(5), Optional.empty())),
                        ToldStore.REFS + "a",
                        "path=clusters",
                        CLOCK),
                new Delivery(new HttpSender(name -> null, Proxies.NONE), wait -> {}),
                100);
        verifications = new VerificationStore();
        listener = new NewsListener(terms, notifier, verifications, CLOCK);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void sees(State state, String cause, String reason) {
        verifications.put(new FollowedCluster(
                new Verification(
                        "demo",
                        "a".repeat(40),
                        state,
                        cause,
                        reason,
                        Since.told(Messages.TIME),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()),
                List.of()));
    }

    private List<String> types() {
        assertThat(notifier.close(Duration.ofSeconds(30))).isTrue();
        return server.taken().stream().map(event -> event.path("type").asText()).toList();
    }

    @Test
    void aClusterThatDriftsAndRecoversIsToldOnceEach() throws IOException {
        sees(State.VERIFIED, "", "well");
        sees(State.DRIFTED, "rules differ", "rules differ since 5 minutes");
        sees(State.DRIFTED, "rules differ", "rules differ since 10 minutes");
        sees(State.PENDING, "", "Argo CD syncs");
        sees(State.DRIFTED, "rules differ", "rules differ since 15 minutes");
        assertThat(types()).containsExactly("dev.sluice.cluster.drifted");

        restart();
        sees(State.DRIFTED, "rules differ", "rules differ since 20 minutes");
        sees(State.VERIFIED, "", "well");
        assertThat(types()).containsExactly("dev.sluice.cluster.drifted", "dev.sluice.cluster.recovered");

        restart();
        sees(State.VERIFIED, "", "well");
        sees(State.FAILED, "sync failed", "the sync ended as Failed");
        assertThat(types())
                .containsExactly(
                        "dev.sluice.cluster.drifted", "dev.sluice.cluster.recovered", "dev.sluice.cluster.failed");
    }

    @Test
    void whatAnotherInstanceSawMeanwhileIsNotTakenForKnown() throws IOException {
        Notifier firstNotifier = notifier;
        VerificationStore firstStore = verifications;
        sees(State.VERIFIED, "", "well");
        firstStore.clear(); // another instance leads
        restart();
        sees(State.DRIFTED, "rules differ", "rules differ");
        assertThat(types()).hasSize(1);

        verifications = firstStore;
        notifier = firstNotifier;
        sees(State.VERIFIED, "", "well");

        assertThat(types()).containsExactly("dev.sluice.cluster.drifted", "dev.sluice.cluster.recovered");
    }

    @Test
    void aRunThatFailsEveryNightIsToldOnce() throws IOException {
        listener.ended(Reports.finished(new Outcome.Failed("feed goog did not answer"), Messages.TIME));
        types();
        restart();
        listener.ended(Reports.finished(new Outcome.Failed("feed cloud answered 500"), Messages.TIME));
        listener.ended(Reports.finished(new Outcome.Unchanged(), Messages.TIME));

        assertThat(types()).containsExactly("dev.sluice.run.failed", "dev.sluice.run.recovered");
    }
}
