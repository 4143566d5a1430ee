package dev.sluice;

import dev.sluice.command.Command;
import dev.sluice.command.CommandAnswer;
import dev.sluice.command.ProgramName;
import dev.sluice.command.Terminal;
import dev.sluice.config.ConfigurationException;
import dev.sluice.proxy.ProxyRoute;
import dev.sluice.run.ExitCode;
import dev.sluice.run.MemoryShortage;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.util.ExceptionUtil;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The program: answers what needs no configuration, or starts the framework for what the words ask for. */
@QuarkusMain
public final class Main {

    Main() {}

    public static void main(String... words) {
        ProxyRoute.allowPasswords();
        Command command = ProgramName.reader(Terminal.ofThisProcess()).read(List.of(words));
        Optional<CommandAnswer> answer = CommandAnswer.to(command);
        if (answer.isPresent()) {
            System.out.print(answer.get().out());
            System.err.print(answer.get().err());
            exit(answer.get().exit().number());
            return;
        }
        Optional<String> mistake = ConfigurationPlaces.ofThisProcess().mistake();
        if (mistake.isPresent()) {
            System.err.println("cannot start: " + mistake.get());
            exit(ExitCode.MISUSED.number());
            return;
        }
        if (command.isOnce()) {
            bindNothing();
        }
        try {
            Quarkus.run(Application.class, Main::exit, words);
        } catch (RuntimeException | Error e) { // what goes wrong before there is an application to stop
            exit(ExitCode.FAILED.number(), e);
        }
    }

    /** A one-shot may run beside a serving instance: it takes no port and starts no schedule. */
    private static void bindNothing() {
        System.setProperty("quarkus.http.host-enabled", "false");
        System.setProperty("quarkus.management.host-enabled", "false");
        System.setProperty("quarkus.scheduler.enabled", "false");
    }

    /** @param failure what kept the application from starting; null where it came to its own end */
    private static void exit(int code, @Nullable Throwable failure) {
        if (failure == null) {
            exit(code);
            return;
        }
        Throwable cause = ExceptionUtil.getRootCause(failure);
        System.err.println("cannot start: " + explain(cause));
        // The run itself reports its failures as outcomes: what is left is a configuration, Sluice's or Quarkus's own.
        exit(
                cause instanceof QuarkusBindException || cause instanceof OutOfMemoryError
                        ? ExitCode.FAILED.number()
                        : ExitCode.MISUSED.number());
    }

    private static String explain(Throwable cause) {
        return switch (cause) {
            case ConfigurationException mistakes ->
                mistakes.getMessage()
                        + ConfigurationPlaces.ofThisProcess().advice().orElse("");
            case OutOfMemoryError shortage -> MemoryShortage.said(shortage);
            case QuarkusBindException bind -> "port " + bind.getPort() + " is taken";
            default ->
                "the configuration cannot be used (config/application.yaml, smallrye.config.locations, system"
                        + " properties, environment): " + cause;
        };
    }

    private static void exit(int code) {
        ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(code, null);
    }
}
