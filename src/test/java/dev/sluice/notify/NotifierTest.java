package dev.sluice.notify;

import static dev.sluice.notify.Messages.TIME;
import static dev.sluice.notify.Messages.observed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.BareRepository;
import dev.sluice.gitops.Connections;
import dev.sluice.gitops.Origin;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.refs.KeptText;
import dev.sluice.notify.DeliveryCounts.DeliveryResult;
import dev.sluice.notify.Observed.NewsRule;
import dev.sluice.proxy.Proxies;
import dev.sluice.run.LogLines;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifierTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Observed HELD = observed(EventKind.HELD, "runs", "held a", NewsRule.ALWAYS);
    private static final Observed OTHER = observed(EventKind.HELD, "runs", "held b", NewsRule.ALWAYS);
    private static final Observed GOOD = observed(EventKind.RECOVERED, "runs", "good", NewsRule.AFTER_TROUBLE);

    private final ReceiverServer server = new ReceiverServer();
    private BareRepository repository;
    private Origin origin;

    @TempDir
    Path folder;

    @BeforeEach
    void makeRepository() throws IOException {
        repository = BareRepository.create(folder.resolve("fleet.git"));
        repository.write("main", Map.of("README.md", "fleet"));
        origin = repository.origin();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Receiver receiver(String product, MessageFormat format, EventKind... on) throws IOException {
        return new Receiver("sluice.notify[0]", server.file(folder, product), format, Set.of(on), Optional.empty());
    }

    private Notifier instance(Delivery.Sleep sleep, int longest, Receiver... receivers) {
        Supplier<Remote> remotes = () -> Remote.open(origin, new Connections(Duration.ofSeconds(5), Optional.empty()));
        return new Notifier(
                new NotifyTerms(List.of(receivers), Optional.empty()),
                "/sluice/clusters",
                new ToldStore(remotes, ToldStore.REFS + "a", "path=clusters", Clock.fixed(TIME, ZoneOffset.UTC)),
                new Delivery(new HttpSender(name -> null, Proxies.NONE), sleep),
                longest);
    }

    /** An instance that sees this and ends: a one-shot, or one that another one follows. */
    private Notifier told(List<Observed> observed, Receiver... receivers) {
        Notifier notifier = instance(wait -> {}, 100, receivers);
        observed.forEach(each -> notifier.tell(List.of(each)));
        assertThat(notifier.close(PATIENCE)).isTrue();
        return notifier;
    }

    private List<String> titles() {
        return server.taken().stream()
                .map(message -> message.path("title").asText())
                .toList();
    }

    @Test
    void tellsOnceWhateverRestarts() throws IOException {
        Receiver receiver = receiver("any", MessageFormat.JSON, EventKind.values());

        told(List.of(HELD, HELD), receiver);
        told(List.of(HELD), receiver);
        told(List.of(OTHER), receiver);
        told(List.of(GOOD, GOOD), receiver);
        told(List.of(GOOD, HELD), receiver);

        assertThat(titles()).containsExactly("runs held a", "runs held b", "runs good", "runs held a");
        assertThat(server.taken().stream().map(message -> message.path("id").asText()))
                .doesNotHaveDuplicates();
    }

    @Test
    void saysNothingOfWhatIsGoodAtFirstSight() throws IOException {
        told(List.of(GOOD), receiver("any", MessageFormat.JSON, EventKind.values()));

        assertThat(server.taken()).isEmpty();
    }

    @Test
    void tellsAReceiverOnlyWhatItWants() throws IOException {
        Notifier notifier = told(
                List.of(HELD, GOOD, OTHER),
                receiver("any", MessageFormat.JSON, EventKind.RECOVERED),
                receiver("events", MessageFormat.CLOUDEVENTS, EventKind.HELD));

        assertThat(server.taken().stream().map(message -> message.path("event").asText("cloud")))
                .containsExactlyInAnyOrder("recovered", "cloud", "cloud");
        assertThat(notifier.counts().of(MessageFormat.CLOUDEVENTS, DeliveryResult.SENT))
                .isEqualTo(2);
    }

    @Test
    void tellsAtTheNextRunWhatAReceiverDidNotTake() throws IOException {
        Receiver receiver = receiver("any", MessageFormat.JSON, EventKind.values());
        server.plan(404, "no_service", Map.of());
        Notifier first;
        try (LogLines log = LogLines.of("dev.sluice.notify")) {
            first = told(List.of(HELD), receiver);
            assertThat(log.lines())
                    .anyMatch(line -> line.contains(
                            "sluice.notify[0] was not told 'runs held a': the" + " receiver answered 404: no_service"));
            assertThat(log.lines()).noneMatch(line -> line.contains("s3cret"));
        }

        told(List.of(HELD), receiver);

        assertThat(first.counts().of(MessageFormat.JSON, DeliveryResult.FAILED)).isEqualTo(1);
        assertThat(titles()).containsExactly("runs held a");
    }

    @Test
    void theSameMessageHasTheSameIdWhereGitCouldNotRememberIt() throws IOException {
        Receiver receiver = receiver("events", MessageFormat.CLOUDEVENTS, EventKind.values());
        origin = new Origin("file://" + folder.resolve("gone.git"), "main", origin.credentials(), origin.author());
        try (LogLines log = LogLines.of("dev.sluice.notify")) {
            told(List.of(HELD, HELD), receiver);
            assertThat(log.lines().stream().filter(line -> line.contains("may tell it again")))
                    .hasSize(1);
            told(List.of(HELD), receiver);
        }

        assertThat(server.taken().stream().map(message -> message.path("id").asText()))
                .hasSize(2)
                .containsOnly(server.taken().getFirst().path("id").asText());
    }

    @Test
    void neverMakesACallerWaitAndDropsWhatIsTooMuch() throws Exception {
        Receiver receiver = receiver("any", MessageFormat.JSON, EventKind.values());
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        server.plan(503, "", Map.of());
        Notifier notifier = instance(
                wait -> {
                    waiting.countDown();
                    released.await();
                },
                1,
                receiver);
        notifier.tell(List.of(HELD));
        waiting.await();
        try (LogLines log = LogLines.of("dev.sluice.notify")) {
            notifier.tell(List.of(OTHER));
            notifier.tell(List.of(GOOD));
            assertThat(log.lines()).anyMatch(line -> line.contains("not told: runs good (too much waits already)"));
        }

        released.countDown();
        assertThat(notifier.close(PATIENCE)).isTrue();
        assertThat(titles()).containsExactly("runs held a", "runs held b");
        assertThat(notifier.counts().of(MessageFormat.JSON, DeliveryResult.DROPPED))
                .isEqualTo(1);
    }

    @Test
    void endsThoughAReceiverHangs() throws Exception {
        Receiver receiver = receiver("any", MessageFormat.JSON, EventKind.values());
        CountDownLatch waiting = new CountDownLatch(1);
        server.plan(503, "", Map.of());
        Notifier notifier = instance(
                wait -> {
                    waiting.countDown();
                    Thread.sleep(Duration.ofHours(1));
                },
                10,
                receiver);
        notifier.tell(List.of(HELD));
        waiting.await();
        try (LogLines log = LogLines.of("dev.sluice.notify")) {
            notifier.tell(List.of(OTHER));
            assertThat(notifier.close(Duration.ZERO)).isFalse();
            assertThat(log.lines()).anyMatch(line -> line.contains("not told: runs held b (the service ended)"));
        }

        told(List.of(HELD), receiver);
        assertThat(titles()).containsExactly("runs held a");
    }

    @Test
    void keepsNoSecretInGit() throws IOException {
        told(List.of(HELD), receiver("any", MessageFormat.JSON, EventKind.values()));

        try (Remote remote = Remote.open(origin, new Connections(Duration.ofSeconds(5), Optional.empty()))) {
            String text = new KeptText(remote, ToldStore.REFS + "a").read().orElseThrow();
            assertThat(text).isEqualTo("json " + folder.resolve("any-url") + "\truns\t1\theld a\n");
        }
    }

    @Test
    void startsNoThreadWhereNobodyIsToBeTold() {
        Notifier notifier = instance(wait -> {}, 1);

        notifier.tell(List.of(HELD, OTHER));

        assertThat(notifier.close(Duration.ZERO)).isTrue();
        assertThat(notifier.counts().of(MessageFormat.JSON, DeliveryResult.DROPPED))
                .isZero();
    }
}
