package dev.sluice.notify;

import dev.sluice.text.OutsideText;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A message about one change of state. Its texts are clean lines.
 *
 * @param subject {@code run} or {@code cluster <name>}
 * @param title at most {@value #LONGEST_TITLE} code points
 * @param text a sentence, at most {@value #LONGEST_TEXT} code points; may be empty
 * @param details further lines, at most {@value #MOST_DETAILS}
 * @param commit 40 hexadecimal digits; empty where it is about none
 * @param link where people look at it; empty where no address is known
 */
record Notification(
        EventKind kind,
        String subject,
        String title,
        String text,
        List<String> details,
        Optional<String> commit,
        Optional<URI> link,
        Instant time) {

    static final int LONGEST_TITLE = 200;
    static final int LONGEST_TEXT = 500;
    static final int LONGEST_DETAIL = 400;
    static final int MOST_DETAILS = 12;

    Notification {
        subject = OutsideText.line(subject, LONGEST_TITLE);
        title = OutsideText.line(title, LONGEST_TITLE);
        text = OutsideText.line(text, LONGEST_TEXT);
        int more = details.size() - MOST_DETAILS;
        details = details.stream()
                .limit(MOST_DETAILS)
                .map(detail -> OutsideText.line(detail, LONGEST_DETAIL))
                .toList();
        if (more > 0) {
            details = Stream.concat(details.stream(), Stream.of("and " + more + " more"))
                    .toList();
        }
    }
}
