package dev.sluice.cluster.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one object.
 *
 * @param uid the API's own name of it; empty where it is not known
 * @param reason a sentence; empty where all is well
 * @param since when it came to be so; empty where nothing tells
 * @param details what people want to see besides, bounded
 * @param isSeen whether the object could be looked at
 */
public record Finding(
        Subject subject,
        String uid,
        State state,
        String reason,
        Optional<Instant> since,
        List<String> details,
        boolean isSeen) {

    public Finding {
        details = List.copyOf(details);
    }

    static Finding of(Subject subject, Seen seen, State state, String reason, Optional<Instant> since) {
        return new Finding(subject, seen.uid(), state, reason, since, List.of(), true);
    }

    /** An object that is not there. */
    static Finding absent(Subject subject, State state, String reason, Optional<Instant> since) {
        return new Finding(subject, "", state, reason, since, List.of(), true);
    }

    /** An object that nobody could look at is neither good nor bad. */
    static Finding unseen(Subject subject, String reason) {
        return new Finding(subject, "", State.PENDING, reason, Optional.empty(), List.of(), false);
    }

    Finding with(List<String> more) {
        return new Finding(subject, uid, state, reason, since, more, isSeen);
    }

    /** What has been pending for longer than patience lasts has failed; what nobody saw has not. */
    Finding after(Duration patience, Instant now) {
        Optional<Instant> end = since.map(begun -> begun.plus(patience));
        boolean isOver = state == State.PENDING && end.filter(now::isBefore).isEmpty() && end.isPresent();
        return isOver
                ? new Finding(
                        subject,
                        uid,
                        State.FAILED,
                        "pending since " + since.orElseThrow() + ": " + reason,
                        end,
                        details,
                        true)
                : this;
    }

    /** For example {@code EgressIP prod: no node hosts 192.168.99.103}. */
    @Override
    public String toString() {
        return reason.isEmpty() ? subject.toString() : subject + ": " + reason;
    }
}
