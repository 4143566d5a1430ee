package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The shell of the machine. */
public final class Shell {

    /** What a script ended with, and all that it printed. */
    public record Result(int exit, String output) {}

    private Shell() {}

    /** Reads a script as {@code sh -n} does: nothing of it is run. */
    public static Result parse(String script) throws IOException, InterruptedException {
        return end(new ProcessBuilder("sh", "-n", "-c", script));
    }

    public static Result run(Path script, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", script.toString()));
        command.addAll(Arrays.asList(words));
        return end(new ProcessBuilder(command));
    }

    private static Result end(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("ends in time").isTrue();
        return new Result(process.exitValue(), output);
    }
}
