package dev.sluice.run;

import dev.sluice.plan.BranchFirewalls.PendingState;
import dev.sluice.review.Settled;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a run ended. */
public sealed interface Outcome {

    /**
     * What follows from each way to end: whether it is good, whether clusters are given what was computed, what a one-shot
     * tells its caller, whether another run follows out of turn, and as what a plan waits on the branch.
     */
    enum Kind {
        UNCHANGED(true, true, ExitCode.DONE, FollowUp.NONE, Optional.empty()),
        COMMITTED(true, true, ExitCode.DONE, FollowUp.NONE, Optional.empty()),
        PROPOSED(true, false, ExitCode.DONE, FollowUp.NONE, Optional.of(PendingState.PROPOSED)),
        PLANNED(true, false, ExitCode.DONE, FollowUp.NONE, Optional.of(PendingState.PLANNED)),
        SKIPPED(false, false, ExitCode.DONE, FollowUp.BACK_OFF, Optional.empty()),
        FROZEN(true, false, ExitCode.DONE, FollowUp.NONE, Optional.of(PendingState.FROZEN)),
        HELD(false, false, ExitCode.HELD, FollowUp.NONE, Optional.of(PendingState.HELD)),
        FAILED(false, false, ExitCode.FAILED, FollowUp.BACK_OFF, Optional.of(PendingState.FAILED));

        private final boolean good;
        private final boolean published;
        private final ExitCode exitCode;
        private final FollowUp retry;
        private final Optional<PendingState> pending;

        Kind(boolean good, boolean published, ExitCode exitCode, FollowUp retry, Optional<PendingState> pending) {
            this.good = good;
            this.published = published;
            this.exitCode = exitCode;
            this.retry = retry;
            this.pending = pending;
        }

        /** One word for reports and metrics, in lower case. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether another run comes before the next scheduled one. */
    enum FollowUp {
        /** No: the run did all it could, or it waits for a person. */
        NONE,
        /** Yes, soon: each run gets further. */
        SOON,
        /** Yes, and later each time. */
        BACK_OFF
    }

    /** Which of the ways to end it is. */
    default Kind kind() {
        return switch (this) {
            case Unchanged outcome -> Kind.UNCHANGED;
            case Committed outcome -> Kind.COMMITTED;
            case Proposed outcome -> Kind.PROPOSED;
            case Planned outcome -> Kind.PLANNED;
            case Skipped outcome -> Kind.SKIPPED;
            case Frozen outcome -> Kind.FROZEN;
            case Held outcome -> Kind.HELD;
            case Failed outcome -> Kind.FAILED;
        };
    }

    /** What happened, in a sentence that follows the word. */
    String message();

    /** The commit that the run pushed to the branch, however the run ended; empty where it pushed none. */
    default Optional<Committed> landed() {
        return Optional.empty();
    }

    /** Why the run is held, each a guard with number and limit, or something that would be removed; empty where it is not. */
    default List<String> reasons() {
        return List.of();
    }

    /** What {@code sluice.guards.accept} takes to let the feeds pass; empty where no guard holds them. */
    default Optional<String> accept() {
        return Optional.empty();
    }

    /** One word for reports and metrics, in lower case. */
    default String word() {
        return kind().word();
    }

    /** Whether the run did all that was to be done: what is proposed waits for people, not for another run. */
    default boolean isGood() {
        return kind().good;
    }

    /** Whether what the run computed is what clusters are given: what is only proposed is not. */
    default boolean isPublished() {
        return kind().published;
    }

    /** Whether a person must look. */
    default boolean isTrouble() {
        return exitCode() != ExitCode.DONE;
    }

    /** As what the plan of the run waits on the branch; empty where nothing waits. */
    default Optional<PendingState> pending() {
        return kind().pending;
    }

    default ExitCode exitCode() {
        return kind().exitCode;
    }

    default FollowUp retry() {
        return kind().retry;
    }

    /** How a run ended that pushed what was to be committed, if anything was, and settled its requests. */
    static Outcome of(Optional<Committed> commit, List<Settled> requests) {
        if (requests.stream().anyMatch(request -> request.state() == Settled.Settlement.FAILED)) {
            return new Failed(commit, said(requests));
        }
        if (requests.stream().anyMatch(request -> request.state() == Settled.Settlement.PLANNED)) {
            return new Planned(would(requests));
        }
        if (requests.stream().anyMatch(request -> request.state() != Settled.Settlement.CLOSED)) {
            return new Proposed(commit, requests);
        }
        return commit.<Outcome>map(committed -> committed).orElseGet(Unchanged::new);
    }

    /** How a dry run ended that would have pushed a commit. */
    static Outcome planned(String subject, List<Settled> requests) {
        return new Planned(Stream.concat(Stream.of("would commit: " + subject), would(requests).stream())
                .toList());
    }

    private static List<String> would(List<Settled> requests) {
        return requests.stream()
                .map(request -> "would propose " + request.subject() + ": " + request.reason())
                .toList();
    }

    private static String said(List<Settled> requests) {
        return requests.stream().map(Settled::toString).collect(Collectors.joining("; "));
    }

    /** What was pushed comes first. */
    private static String after(Optional<Committed> landed, String rest) {
        return landed.map(commit -> commit.message() + "; ").orElse("") + rest;
    }

    /** The branch already says what it should. */
    record Unchanged() implements Outcome {
        @Override
        public String message() {
            return "nothing to publish: the repository already says what it should";
        }
    }

    /**
     * The branch was moved to a new commit.
     *
     * @param commit 40 hexadecimal digits
     */
    record Committed(String commit, String subject) implements Outcome {
        @Override
        public Optional<Committed> landed() {
            return Optional.of(this);
        }

        @Override
        public String message() {
            return "commit " + commit + ": " + subject;
        }
    }

    /**
     * What differs waits for people to merge it.
     *
     * @param landed what was committed besides, since it needed no person
     * @param requests what became of each
     */
    record Proposed(Optional<Committed> landed, List<Settled> requests) implements Outcome {

        public Proposed {
            requests = List.copyOf(requests);
        }

        @Override
        public FollowUp retry() {
            boolean isDeferred = requests.stream().anyMatch(request -> request.state() == Settled.Settlement.DEFERRED);
            return isDeferred ? FollowUp.SOON : FollowUp.NONE;
        }

        @Override
        public String message() {
            return after(landed, said(requests));
        }
    }

    /**
     * A dry run showed what it would publish.
     *
     * @param what a sentence for each part
     */
    record Planned(List<String> what) implements Outcome {

        public Planned {
            what = List.copyOf(what);
        }

        @Override
        public String message() {
            return String.join("; ", what);
        }
    }

    /** What was fetched is not to be used now; what is published stays. */
    record Skipped(Optional<Committed> landed, String reason) implements Outcome {

        public Skipped(String reason) {
            this(Optional.empty(), reason);
        }

        @Override
        public String message() {
            return after(landed, reason);
        }
    }

    /**
     * A person must decide.
     *
     * @param accept the digest under which {@code sluice.guards.accept} lets the feeds pass; empty where no guard holds them
     * @param effect the digest under which a person accepts exactly this change
     */
    record Held(Optional<Committed> landed, List<String> reasons, Optional<String> accept, Optional<String> effect)
            implements Outcome {

        public Held {
            reasons = List.copyOf(reasons);
        }

        public Held(List<String> reasons, Optional<String> accept) {
            this(Optional.empty(), reasons, accept, Optional.empty());
        }

        @Override
        public String message() {
            String how = effect.map("; accept exactly this change with digest "::concat)
                    .orElse("");
            return after(landed, String.join("; ", reasons) + how);
        }
    }

    /**
     * A freeze holds what differs back.
     *
     * @param freeze until when, and why
     * @param clusters those whose changes wait
     * @param requests what became of those that pass the freeze
     */
    record Frozen(Optional<Committed> landed, String freeze, List<String> clusters, List<Settled> requests)
            implements Outcome {

        public Frozen {
            clusters = List.copyOf(clusters);
            requests = List.copyOf(requests);
        }

        @Override
        public String message() {
            String passed = requests.isEmpty() ? "" : said(requests) + "; ";
            return after(landed, passed + freeze + "; changes wait for " + String.join(", ", clusters));
        }
    }

    /** Something outside failed or cannot be trusted; nothing more was published. The last: memory ran out, the process ends. */
    record Failed(Optional<Committed> landed, String reason, boolean isLast) implements Outcome {

        public Failed(Optional<Committed> landed, String reason) {
            this(landed, reason, false);
        }

        public Failed(String reason) {
            this(Optional.empty(), reason);
        }

        @Override
        public String message() {
            return after(landed, reason);
        }
    }
}
