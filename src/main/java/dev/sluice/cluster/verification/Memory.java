package dev.sluice.cluster.verification;

import dev.sluice.cluster.verification.Finding.Unobserved;
import dev.sluice.manifest.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What earlier looks of this process saw. It bounds since when something is wrong, and holds the last known state of what
 * cannot be seen now. Another process comes to the same states wherever the APIs tell times. Not thread-safe.
 */
public final class Memory {

    private static final PastLook NOTHING = new PastLook("", Instant.EPOCH, false, List.of(), Map.of());

    private final Map<WatchedFolder, PastLook> pasts = new HashMap<>();

    /** A folder of a cluster that has an Application of its own. */
    record WatchedFolder(String cluster, Scope scope) {}

    /** A look, and what it must not wait for any longer. */
    record Look(Instant now, Duration patience) {}

    /**
     * The last look at a place whose Application was seen.
     *
     * @param isAsked whether the cluster's own API was asked
     * @param findings what was said then, or is held since
     * @param known what looks before it saw, too
     */
    private record PastLook(
            String commit, Instant at, boolean isAsked, List<Finding> findings, Map<ObjectRef, LastSight> known) {}

    /**
     * What the last look at an object saw.
     *
     * @param state before patience had a say
     * @param seen when it looked; where no look ever saw the object, the first one that tried
     * @param first the look that began to see this state of this commit
     * @param well the last look that saw it well
     */
    private record LastSight(
            Finding finding, String commit, State state, Instant seen, Instant first, Optional<Instant> well) {}

    /** Forgets all: what another instance looks at in the meantime is not known here. */
    public void clear() {
        pasts.clear();
    }

    /** What a look found, with what earlier ones know: since when it is wrong, and what holds while it is not seen. */
    List<Finding> recall(WatchedFolder place, String commit, boolean isAsked, List<Finding> found, Look look) {
        PastLook past = pasts.getOrDefault(place, NOTHING);
        Map<ObjectRef, LastSight> known = new HashMap<>(past.known());
        List<Finding> recalled =
                found.stream().map(raw -> recall(known, commit, raw, look)).toList();
        pasts.put(place, new PastLook(commit, look.now(), isAsked, recalled, known));
        return recalled;
    }

    /** What holds while not even the Application can be seen. */
    List<Finding> hold(WatchedFolder place, String commit, Finding application, Look look) {
        PastLook past = pasts.getOrDefault(place, NOTHING);
        Map<ObjectRef, LastSight> known = new HashMap<>(past.known());
        List<Finding> held = new ArrayList<>();
        held.add(recall(known, commit, application, look));
        String reason = application.unseen().orElseThrow().reason();
        past.findings().stream()
                .filter(finding -> !finding.subject().equals(application.subject()))
                .filter(finding -> holds(finding, past.commit(), commit))
                .map(finding -> finding.held(new Unobserved(
                        reason, finding.unseen().map(Unobserved::since).orElse(past.at()))))
                .forEach(held::add);
        pasts.put(place, new PastLook(past.commit(), past.at(), past.isAsked(), held, known));
        return held;
    }

    /** Whether the last look that saw the Application asked the cluster's own API, too. */
    boolean isAsked(WatchedFolder place) {
        return pasts.getOrDefault(place, NOTHING).isAsked();
    }

    private static Finding recall(Map<ObjectRef, LastSight> known, String commit, Finding raw, Look look) {
        @Nullable LastSight before = known.get(raw.subject());
        if (!raw.isSeen()) {
            if (before == null) {
                known.put(
                        raw.subject(),
                        new LastSight(raw, commit, State.PENDING, look.now(), look.now(), Optional.empty()));
                return raw;
            }
            Finding kept = before.finding().isSeen() && holds(before.finding(), before.commit(), commit)
                    ? before.finding()
                    : raw;
            return kept.held(new Unobserved(raw.unseen().orElseThrow().reason(), before.seen()));
        }
        LastSight now = seen(before != null && before.finding().isSeen() ? before : null, commit, raw, look);
        known.put(raw.subject(), now);
        return now.finding();
    }

    private static LastSight seen(@Nullable LastSight before, String commit, Finding raw, Look look) {
        boolean goesOn = before != null && before.commit().equals(commit) && before.state() == raw.state();
        Instant first = goesOn ? before.first() : look.now();
        Optional<Instant> well = before == null
                ? Optional.empty()
                : before.state() == State.VERIFIED ? Optional.of(before.seen()) : before.well();
        Finding dated = raw.state() == State.VERIFIED ? raw : raw.dated(since(raw, first, well));
        return new LastSight(dated.after(look.patience(), look.now()), commit, raw.state(), look.now(), first, well);
    }

    /**
     * The told time where it agrees with what looks saw.
     *
     * <pre>
     *   well      first
     *    |----------|------   told here: since told
     *  --|                    told here: of another trouble, since at least first
     *               |------   told here: was worse before, since at least first
     * </pre>
     */
    private static Since since(Finding raw, Instant first, Optional<Instant> well) {
        return raw.since()
                .filter(told -> well.filter(told.time()::isBefore).isEmpty())
                .filter(told -> !told.time().isAfter(first))
                .orElse(new Since(first, true));
    }

    /** What was well, or on its way, says nothing about another commit; trouble stays until it is seen to be gone. */
    private static boolean holds(Finding finding, String of, String commit) {
        return of.equals(commit) || Stream.of(State.FAILED, State.DRIFTED).anyMatch(state -> state == finding.state());
    }
}
