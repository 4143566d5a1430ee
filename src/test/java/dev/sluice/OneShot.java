package dev.sluice;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The packaged program, JVM or native, started as a process of its own in a folder of its own. */
final class OneShot {

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    /** Which classes a run loads, as the build found out; whoever starts without it starts more slowly. */
    static final Path ARCHIVE = TARGET.resolve("quarkus-app").resolve("sluice.jsa");

    private final Path folder;
    private final Map<String, String> properties = new TreeMap<>();
    private final Map<String, String> environment = new TreeMap<>();
    private final List<String> options = new ArrayList<>();

    OneShot(Path folder) {
        this.folder = folder;
    }

    /** What a process that ended left behind. */
    record Result(int exit, String out, String err) {}

    /** What is started next has this system property. */
    OneShot with(String property, String value) {
        properties.put(property, value);
        return this;
    }

    /** What is started next is started with this option of the JVM. */
    OneShot withOption(String option) {
        options.add(option);
        return this;
    }

    OneShot withVariable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** What is started next reads this from {@code config/application.yaml} beside its working directory. */
    OneShot configured(String yaml) throws IOException {
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(folder.resolve("config").resolve("application.yaml"), yaml);
        return this;
    }

    Result run(String... words) throws IOException, InterruptedException {
        return end(start(words));
    }

    Process start(String... words) throws IOException {
        List<String> command = new ArrayList<>(program());
        command.addAll(
                1,
                properties.entrySet().stream()
                        .map(property -> "-D" + property.getKey() + "=" + property.getValue())
                        .toList());
        command.addAll(Math.max(1, command.indexOf("-jar")), options);
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Whether the last build made a native program, whatever earlier ones left behind. */
    static boolean isNative() throws IOException {
        return built().getProperty("type").equals("native");
    }

    /** The note that the last build left. */
    private static Properties built() throws IOException {
        Properties built = new Properties();
        try (Reader note = Files.newBufferedReader(TARGET.resolve("quarkus-artifact.properties"))) {
            built.load(note);
        }
        return built;
    }

    /** What the last build made; system properties stand behind the first word. */
    private static List<String> program() throws IOException {
        Properties built = built();
        String path = TARGET.resolve(built.getProperty("path")).toString();
        return switch (built.getProperty("type")) {
            case "native" -> List.of(path);
            case "jar" ->
                List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        // These processes live for a second: time spent on optimising them is lost.
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        // What the JVM has to say of an archive that is missing or not its own is no part of a plan.
                        "-Xlog:disable",
                        "-XX:SharedArchiveFile=" + ARCHIVE,
                        "-jar",
                        path);
            default -> throw new IllegalStateException("a package of another type: " + built);
        };
    }

    Result end(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            throw new IllegalStateException("no end after two minutes: " + Files.readString(folder.resolve("err")));
        }
        return new Result(
                process.exitValue(), Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
    }
}
