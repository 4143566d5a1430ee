package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class ConfigurationPlacesTest {

    @TempDir
    Path folder;

    @Test
    void areWellWithFilesAndWithout() throws Exception {
        assertThat(new ConfigurationPlaces(folder, List.of("none.yaml", "https://config.example/sluice.yaml"), false)
                        .mistake())
                .isEmpty();
        Path file = Files.writeString(folder.resolve("more.yaml"), "sluice: {}");
        Files.createDirectory(folder.resolve("config"));
        Files.createSymbolicLink(folder.resolve("config/application.yaml"), file);

        assertThat(new ConfigurationPlaces(
                                folder, List.of(file.toString(), file.toUri().toString()), false)
                        .mistake())
                .isEmpty();
    }

    @Test
    void nameAPipeThatTheFrameworkWouldWaitFor() throws Exception {
        Path config = Files.createDirectory(folder.resolve("config")).resolve("application.yaml");
        pipe(config);

        assertThat(new ConfigurationPlaces(folder, List.of(), false).mistake())
                .hasValue("the configuration file " + config
                        + " cannot be read: it is a pipe, socket or device, not a file");
    }

    @Test
    void nameAPipeAmongLocations() throws Exception {
        Path file = folder.resolve("more.yaml");
        pipe(file);
        Path inside = Files.createDirectory(folder.resolve("more")).resolve("application.properties");
        pipe(inside);

        assertThat(new ConfigurationPlaces(folder, List.of(file.toString()), false)
                        .mistake()
                        .orElseThrow())
                .contains(file.toString());
        assertThat(new ConfigurationPlaces(folder, List.of(file.toUri().toString()), false)
                        .mistake()
                        .orElseThrow())
                .contains(file.toString());
        assertThat(new ConfigurationPlaces(folder, List.of(inside.getParent().toString()), false)
                        .mistake()
                        .orElseThrow())
                .contains(inside.toString());
    }

    private static void pipe(Path path) throws Exception {
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                .isZero();
    }
}
