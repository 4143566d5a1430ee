package dev.sluice.gitops;

import static dev.sluice.gitops.GitHttpServer.TOKEN;
import static dev.sluice.gitops.GitHttpServer.USERNAME;
import static dev.sluice.gitops.Publishing.CONNECTIONS;
import static dev.sluice.gitops.Publishing.publish;
import static dev.sluice.gitops.Publishing.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.eclipse.jgit.transport.ReceiveCommand.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No message, text form or log line gives the token away, whatever goes wrong. */
class SecrecyTest {

    private static final String HEADER =
            Base64.getEncoder().encodeToString((USERNAME + ":" + TOKEN).getBytes(StandardCharsets.UTF_8));

    private static final List<Logger> LOGGERS =
            List.of(Logger.getLogger("dev.sluice"), Logger.getLogger("org.eclipse.jgit"));

    @TempDir
    Path folder;

    @AutoClose
    GitHttpServer server;

    BareRepository repository;

    final Recorder log = new Recorder();

    @BeforeEach
    void startServer() throws Exception {
        repository = BareRepository.create(folder.resolve("fleet.git"));
        repository.write("main", Map.of("a", "old"));
        server = GitHttpServer.start(repository);
        LOGGERS.forEach(logger -> {
            logger.setLevel(Level.ALL);
            logger.setUseParentHandlers(false);
            logger.addHandler(log);
        });
    }

    @AfterEach
    void restoreLoggers() {
        LOGGERS.forEach(logger -> {
            logger.setLevel(null);
            logger.setUseParentHandlers(true);
            logger.removeHandler(log);
        });
    }

    @Test
    void textFormsDoNotShowIt() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), TOKEN);
        Origin inFile = server.origin(new Origin.Token(USERNAME, Secret.in(file)));
        assertSecret(server.origin().toString());
        assertSecret(inFile.toString());
        try (Remote remote = Remote.open(inFile, CONNECTIONS)) {
            assertSecret(remote.toString());
            assertSecret(remote.fetch().toString());
        }
    }

    @Test
    void aSuccessDoesNotShowIt() {
        String publication = publish(server.origin(), writing("a", "new")).toString();
        assertSecret(publication);
    }

    @Test
    void aServerThatRepeatsItDoesNotShowIt() {
        // Given
        LOGGERS.forEach(logger -> logger.setLevel(Level.INFO)); // below, JGit's server logs each packet that it sends
        server.preReceive((pack, commands) -> {
            pack.sendMessage("you sent " + HEADER);
            commands.forEach(command -> command.setResult(Result.REJECTED_OTHER_REASON, "I know " + TOKEN));
        });

        // When
        Throwable failure = failureOf(server.origin());

        // Then
        assertThat(failure).hasMessageContaining("I know ***: you sent ***");
        assertSecret(text(failure));
    }

    @Test
    void aServerThatSteersTerminalsIsHeardInOneLine() {
        // Given
        LOGGERS.forEach(logger -> logger.setLevel(Level.INFO));
        server.preReceive((pack, commands) -> {
            pack.sendMessage("\u001b[2Jone\r\ntwo\u0000\u202ethree " + "x".repeat(1_000_000));
            commands.forEach(
                    command -> command.setResult(Result.REJECTED_OTHER_REASON, "no\u001b[31m " + "y".repeat(1_000)));
        });

        // When
        String message = String.valueOf(failureOf(server.origin()).getMessage());

        // Then
        assertThat(message).contains("no [31m yyy").hasSizeLessThan(1_000);
        assertThat(message.codePoints()).noneMatch(Character::isISOControl).doesNotContain(0x202E);
    }

    @Test
    void aLockOfAServerThatRepeatsItDoesNotShowIt() {
        // Given
        server.preReceive((pack, commands) -> commands.forEach(
                command -> command.setResult(Result.REJECTED_OTHER_REASON, "failed to lock for " + TOKEN)));

        // When
        Throwable failure = failureOf(server.origin());

        // Then
        assertThat(failure).hasMessageContaining("failed to lock for ***");
        assertThat(failure.getMessage()).doesNotContain(TOKEN);
    }

    @Test
    void failuresOfTheServerDoNotShowIt() throws Exception {
        for (PushAnswer answer : List.of(PushAnswer.FORBIDDEN, PushAnswer.CUT_BEFORE)) {
            server.answerPushesWith(answer);
            assertSecret(text(failureOf(server.origin())));
        }
        server.close();
        assertSecret(text(failureOf(server.origin())));
    }

    @Test
    void aRefusedTokenIsNotShown() {
        // Given
        Origin.Token refused = new Origin.Token("somebody else", Secret.of(TOKEN));

        // When
        Throwable failure = failureOf(server.origin(refused));

        // Then
        assertThat(failure).hasMessageContaining("the credentials were refused");
        assertSecret(text(failure));
    }

    private Throwable failureOf(Origin origin) {
        Throwable failure = catchThrowable(() -> publish(origin, writing("a", "new")));
        assertThat(failure).isInstanceOf(GitException.class);
        return failure;
    }

    /** As a log would print it, causes and suppressed failures included. */
    private static String text(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private void assertSecret(String text) {
        assertThat(text).isNotEmpty().doesNotContain(TOKEN, HEADER);
        assertThat(log.lines)
                .filteredOn(line -> line.contains(TOKEN) || line.contains(HEADER))
                .isEmpty();
    }

    private static final class Recorder extends Handler {

        final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord record) {
            lines.add(new SimpleFormatter().format(record));
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
