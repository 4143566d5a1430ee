package dev.sluice.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class RedactedCauseTest {

    @Test
    void saysWhereSomethingFailedAndNoneOfItsWords() {
        // Given
        IllegalStateException failure =
                new IllegalStateException("t0ken of the client", new IOException("t0ken of the stream"));

        // When
        String trace = trace(RedactedCause.of(failure));

        // Then
        assertThat(trace)
                .contains(
                        "java.lang.IllegalStateException",
                        "java.io.IOException",
                        "RedactedCauseTest.saysWhereSomethingFailedAndNoneOfItsWords")
                .doesNotContain("t0ken");
    }

    @Test
    void endsWhereCausesGoRoundInACircle() {
        // Given
        IllegalStateException first = new IllegalStateException("first");
        IllegalStateException second = new IllegalStateException("second", first);
        first.initCause(second);

        assertThat(trace(RedactedCause.of(first, "shown"))).contains("shown");
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
