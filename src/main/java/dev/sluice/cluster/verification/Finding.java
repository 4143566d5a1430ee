package dev.sluice.cluster.verification;

import dev.sluice.manifest.ObjectRef;
import dev.sluice.text.OutsideText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one object.
 *
 * @param uid the API's own name of it; empty where it is not known
 * @param cause what is wrong, in words that stay the same while it is; empty where all is well
 * @param reason a sentence, which may quote the API and change with it; empty where all is well
 * @param since when it came to be so; empty where nothing tells
 * @param details what people want to see besides, bounded
 * @param basis what was looked at and found good
 * @param unseen why the last look did not see it; what is said then is of the look before
 */
public record Finding(
        ObjectRef subject,
        String uid,
        State state,
        String cause,
        String reason,
        Optional<Since> since,
        List<String> details,
        List<String> basis,
        Optional<Unobserved> unseen) {

    /**
     * That an object could not be looked at.
     *
     * @param reason a sentence, without the object's name
     * @param since the last look that saw it; the first one that tried, where none did
     */
    public record Unobserved(String reason, Instant since) {

        public Unobserved {
            reason = OutsideText.line(reason, LONGEST);
        }
    }

    /** In code points: it may carry several messages of operators. */
    private static final int LONGEST = 2_000;

    public Finding {
        cause = OutsideText.line(cause, LONGEST);
        reason = OutsideText.line(reason, LONGEST);
        details = details.stream().map(OutsideText::line).toList();
        basis = basis.stream().map(OutsideText::line).toList();
    }

    /** What is as it should be. */
    static Finding good(ObjectRef subject, String uid, Instant since) {
        return new Finding(
                subject,
                uid,
                State.VERIFIED,
                "",
                "",
                Optional.of(Since.told(since)),
                List.of(),
                List.of(),
                Optional.empty());
    }

    /** @param since as an API tells it */
    static Finding bad(
            ObjectRef subject, String uid, State state, String cause, String reason, Optional<Instant> since) {
        return new Finding(
                subject, uid, state, cause, reason, since.map(Since::told), List.of(), List.of(), Optional.empty());
    }

    /** An object that was never seen is neither good nor bad. */
    static Finding unseen(ObjectRef subject, String reason, Instant now) {
        String own = subject + ": "; // is said already
        String bare = reason.startsWith(own) ? reason.substring(own.length()) : reason;
        return new Finding(
                subject,
                "",
                State.PENDING,
                "unseen",
                bare,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.of(new Unobserved(bare, now)));
    }

    /** Whether the last look saw it. */
    public boolean isSeen() {
        return unseen.isEmpty();
    }

    Finding with(List<String> more) {
        return new Finding(subject, uid, state, cause, reason, since, more, basis, unseen);
    }

    Finding on(String... grounds) {
        return new Finding(subject, uid, state, cause, reason, since, details, List.of(grounds), unseen);
    }

    Finding dated(Since other) {
        return new Finding(subject, uid, state, cause, reason, Optional.of(other), details, basis, unseen);
    }

    /** The same, which a later look could not see. */
    Finding held(Unobserved why) {
        return new Finding(subject, uid, state, cause, reason, since, details, basis, Optional.of(why));
    }

    /** What has been pending for longer than patience lasts has failed; what could not be seen has not. */
    Finding after(Duration patience, Instant now) {
        if (state != State.PENDING || since.isEmpty()) {
            return this;
        }
        Since begun = since.get();
        Instant end = begun.time().plus(patience);
        return now.isBefore(end)
                ? this
                : new Finding(
                        subject,
                        uid,
                        State.FAILED,
                        "too long " + cause,
                        "pending since " + begun + ": " + reason,
                        Optional.of(new Since(end, begun.isAtLeast())),
                        details,
                        basis,
                        unseen);
    }

    /** For example {@code EgressIP prod: no node hosts 192.168.99.103}. */
    @Override
    public String toString() {
        return reason.isEmpty() ? subject.toString() : subject + ": " + reason;
    }
}
