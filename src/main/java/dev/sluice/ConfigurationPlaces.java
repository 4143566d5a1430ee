package dev.sluice;

import dev.sluice.text.OutsideFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files that the framework reads a configuration from before there is anything that could complain. A named pipe among
 * them would be waited for without end.
 *
 * @param folder the working directory
 * @param locations that are named
 * @param hasKeys whether system properties or variables configure Sluice
 * @see <a href="https://quarkus.io/guides/config-reference#configuration-sources">Quarkus, configuration sources</a>
 */
record ConfigurationPlaces(Path folder, List<String> locations, boolean hasKeys) {

    private static final List<String> NAMES = List.of("application.yaml", "application.yml", "application.properties");

    /** Those of this process. */
    static ConfigurationPlaces ofThisProcess() {
        return new ConfigurationPlaces(
                Path.of(""),
                Stream.of(
                                System.getProperty("smallrye.config.locations"),
                                System.getProperty("quarkus.config.locations"),
                                System.getenv("SMALLRYE_CONFIG_LOCATIONS"),
                                System.getenv("QUARKUS_CONFIG_LOCATIONS"))
                        .filter(list -> list != null)
                        .flatMap(list -> Arrays.stream(list.split(",")))
                        .map(String::strip)
                        .toList(),
                Stream.concat(System.getProperties().stringPropertyNames().stream(), System.getenv().keySet().stream())
                        .anyMatch(name -> name.startsWith("sluice.") || name.startsWith("SLUICE_")));
    }

    /** Where a configuration was looked for and what to do next, in lines; empty where there is one, good or not. */
    Optional<String> advice() {
        boolean isThere = hasKeys
                || Stream.concat(
                                in(folder.resolve("config")),
                                locations.stream()
                                        .flatMap(ConfigurationPlaces::path)
                                        .flatMap(ConfigurationPlaces::files))
                        .anyMatch(Files::exists);
        if (isThere) {
            return Optional.empty();
        }
        return Optional.of("""

                Nothing configures Sluice. Looked for:
                  %s, .yml or .properties: not there
                  smallrye.config.locations, or SMALLRYE_CONFIG_LOCATIONS: %s
                  system properties sluice.*, variables SLUICE_*: none
                Next: write the file as docs/configuring.md of the project shows, and say 'check'; or look at a demo on
                sample feeds with './mvnw quarkus:dev' in the project.""".formatted(
                        folder.resolve("config").resolve("application.yaml").toAbsolutePath(),
                        locations.isEmpty() ? "not set" : String.join(", ", locations) + ": not there"));
    }

    /** What cannot be a configuration, in a sentence; empty where all is well, or not there. */
    Optional<String> mistake() {
        return Stream.concat(
                        Stream.concat(in(folder.resolve("config")), Stream.of(folder.resolve(".env"))),
                        locations.stream().flatMap(ConfigurationPlaces::path).flatMap(ConfigurationPlaces::files))
                .flatMap(file -> mistake(file).stream())
                .findFirst();
    }

    private static Stream<Path> files(Path location) {
        return Files.isDirectory(location) ? in(location) : Stream.of(location);
    }

    private static Stream<Path> in(Path folder) {
        return NAMES.stream().map(folder::resolve);
    }

    private static Stream<Path> path(String location) {
        try {
            return Stream.of(location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location));
        } catch (IllegalArgumentException e) {
            return Stream.empty(); // no file of this machine
        }
    }

    private static Optional<String> mistake(Path file) {
        try {
            OutsideFile.requireRegular(file);
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty(); // which is right, or the framework says it
        } catch (IOException e) {
            return Optional.of("the configuration file " + file + " cannot be read" + OutsideFile.why(e));
        }
    }
}
