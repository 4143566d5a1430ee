package dev.sluice;

import dev.sluice.gitops.EmptyRepository;
import dev.sluice.run.RunFinished;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Sets the stage for a first run without configuration, and says where to look afterwards. */
@IfBuildProfile("dev")
@ApplicationScoped
public class Demo {

    private final Optional<Path> repository;
    private final long token;

    Demo(DemoConfig config, Clock clock) {
        this.repository = config.repository().map(Path::of);
        this.token = clock.millis();
    }

    void prepare(@Observes StartupEvent start) throws IOException {
        if (repository.isPresent()) {
            Path folder = repository.get().getParent();
            Files.createDirectories(folder);
            for (String sample : List.of("goog.json", "cloud.json")) {
                Files.writeString(folder.resolve(sample), published(sample));
            }
            if (!Files.exists(repository.get())) {
                EmptyRepository.create(repository.get(), "main");
            }
        }
    }

    /** A sample as if it had just been published: an old one would be reported as stale. */
    private String published(String sample) throws IOException {
        try (InputStream content = Objects.requireNonNull(Demo.class.getResourceAsStream("/demo/" + sample))) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceFirst("\"syncToken\": \"[0-9]+\"", "\"syncToken\": \"" + token + "\"");
        }
    }

    void report(@Observes RunFinished run) {
        repository.ifPresent(path -> System.out.printf(
                "%n%s%nrepository: %s%nshow the commit: git -C %s show --stat main%n",
                RunSummary.of(run.report(), true), path, path));
    }
}
