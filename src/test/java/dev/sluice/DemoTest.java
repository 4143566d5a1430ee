package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.BareRepository;
import dev.sluice.run.RunService;
import dev.sluice.run.SettableClock;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    @TempDir
    Path folder;

    @Test
    void makesFreshFeedsAndARepository() throws Exception {
        // When
        demo(Optional.of(repository())).prepare(new StartupEvent());

        // Then
        for (String feed : new String[] {"goog.json", "cloud.json"}) {
            assertThat(repository().resolveSibling(feed)).content().contains("\"syncToken\": \"1767323045678\"");
        }
        assertThat(repository().resolve("HEAD")).hasContent("ref: refs/heads/main");
    }

    @Test
    void keepsTheRepositoryOfAnEarlierStart() throws Exception {
        // Given
        Files.createDirectories(repository().getParent());
        BareRepository earlier = BareRepository.create(repository());
        earlier.write("main", Map.of("notes.md", "ours\n"));

        // When
        demo(Optional.of(repository())).prepare(new StartupEvent());

        // Then
        assertThat(earlier.files("main")).containsKey("notes.md");
    }

    @Test
    void doesNothingBesideAUsersConfiguration() throws Exception {
        demo(Optional.empty()).prepare(new StartupEvent());

        assertThat(folder).isEmptyDirectory();
    }

    private Path repository() {
        return folder.resolve("target/demo/fleet.git");
    }

    private static Demo demo(Optional<Path> repository) {
        DemoConfig config = new DemoConfig() {
            @Override
            public Optional<String> liveFeeds() {
                return Optional.empty();
            }

            @Override
            public Optional<String> repository() {
                return repository.map(Path::toString);
            }
        };
        return new Demo(config, new SettableClock(NOW), noRuns());
    }

    @SuppressWarnings("unchecked")
    private static Instance<RunService> noRuns() {
        return (Instance<RunService>) Proxy.newProxyInstance(
                DemoTest.class.getClassLoader(), new Class<?>[] {Instance.class}, (proxy, method, arguments) -> {
                    throw new IllegalStateException("no run is started before one has ended");
                });
    }
}
