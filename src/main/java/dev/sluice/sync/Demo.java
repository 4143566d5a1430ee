package dev.sluice.sync;

import dev.sluice.sync.settings.DemoConfig;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/** Sets the stage for a first run without configuration, and says where to look afterwards. */
@IfBuildProfile("dev")
@ApplicationScoped
public class Demo {

    private final Optional<Path> repository;

    Demo(DemoConfig config) {
        this.repository = config.repository().map(Path::of);
    }

    void prepare(@Observes StartupEvent start) throws IOException, GitAPIException {
        if (repository.isPresent()) {
            Path folder = repository.get().getParent();
            Files.createDirectories(folder);
            for (String sample : List.of("goog.json", "cloud.json")) {
                try (InputStream content = Demo.class.getResourceAsStream("/demo/" + sample)) {
                    Files.copy(
                            Objects.requireNonNull(content),
                            folder.resolve(sample),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
            if (!Files.exists(repository.get())) {
                Git.init()
                        .setBare(true)
                        .setInitialBranch("main")
                        .setDirectory(repository.get().toFile())
                        .call()
                        .close();
            }
        }
    }

    void report(@Observes RunFinished run) {
        repository.ifPresent(path -> System.out.printf(
                "%n%s%nrepository: %s%nshow the commit: git -C %s show --stat main%n",
                Summary.of(run.report()), path, path));
    }
}
