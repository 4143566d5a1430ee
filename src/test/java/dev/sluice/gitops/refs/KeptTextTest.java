package dev.sluice.gitops.refs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.BareRepository;
import dev.sluice.gitops.Connections;
import dev.sluice.gitops.GitHttpServer;
import dev.sluice.gitops.Remote;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptTextTest {

    private static final String REF = "refs/sluice/told/a";

    private BareRepository repository;

    @TempDir
    Path folder;

    @BeforeEach
    void makeRepository() throws IOException {
        repository = BareRepository.create(folder.resolve("fleet.git"));
        repository.write("main", Map.of("README.md", "fleet"));
    }

    private Remote open() {
        return Remote.open(repository.origin(), new Connections(Duration.ofSeconds(5), Optional.empty()));
    }

    @Test
    void isReadByTheNextInstance() throws IOException {
        try (Remote remote = open()) {
            KeptText text = new KeptText(remote, REF);
            assertThat(text.read()).isEmpty();
            assertThat(text.write("one", "Remember", Instant.EPOCH)).isTrue();
            assertThat(text.write("two", "Remember", Instant.EPOCH)).isTrue();
        }

        try (Remote remote = open()) {
            assertThat(new KeptText(remote, REF).read()).contains("two");
        }
        assertThat(repository.files("main")).containsOnlyKeys("README.md");
    }

    @Test
    void isNotReplacedWhereAnotherWriterWasFaster() {
        try (Remote one = open();
                Remote other = open()) {
            KeptText slow = new KeptText(one, REF);
            slow.read();
            KeptText fast = new KeptText(other, REF);
            fast.read();
            assertThat(fast.write("fast", "Remember", Instant.EPOCH)).isTrue();

            assertThat(slow.write("slow", "Remember", Instant.EPOCH)).isFalse();

            assertThat(slow.read()).contains("fast");
            assertThat(slow.write("both", "Remember", Instant.EPOCH)).isTrue();
            assertThat(fast.read()).contains("both");
        }
    }

    @Test
    void worksOverHttp() throws Exception {
        try (GitHttpServer server = GitHttpServer.start(repository)) {
            try (Remote remote =
                    Remote.open(server.origin(), new Connections(Duration.ofSeconds(5), Optional.empty()))) {
                KeptText text = new KeptText(remote, REF);
                text.read();
                assertThat(text.write("one", "Remember", Instant.EPOCH)).isTrue();
                assertThat(new KeptText(remote, REF).read()).contains("one");
            }
        }
    }
}
