package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.BareRepository;
import dev.sluice.run.RunService;
import dev.sluice.run.SettableClock;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
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

    @Test
    void saysWhereThePageReallyIs() {
        assertThat(Demo.page(places(Map.of()))).isEqualTo("http://localhost:8080/");
        assertThat(Demo.page(places(Map.of("quarkus.http.port", "18080", "quarkus.http.host", "0.0.0.0"))))
                .isEqualTo("http://localhost:18080/");
        assertThat(Demo.page(places(Map.of("quarkus.http.host", "::1", "quarkus.http.root-path", "/sluice"))))
                .isEqualTo("http://[::1]:8080/sluice");
    }

    private static SmallRyeConfig places(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
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
        return new Demo(config, new SettableClock(NOW), noRuns(), places(Map.of()));
    }

    @SuppressWarnings("unchecked")
    private static Instance<RunService> noRuns() {
        return (Instance<RunService>) Proxy.newProxyInstance(
                DemoTest.class.getClassLoader(), new Class<?>[] {Instance.class}, (proxy, method, arguments) -> {
                    throw new IllegalStateException("no run is started before one has ended");
                });
    }
}
