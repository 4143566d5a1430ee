package dev.sluice.run;

import dev.sluice.review.Settled;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a run ended. */
public sealed interface Outcome {

    /** Every word that {@link #word} knows. */
    static List<String> words() {
        return List.of("unchanged", "committed", "proposed", "planned", "skipped", "held", "failed");
    }

    /** One word for reports and metrics, in lower case. */
    default String word() {
        return switch (this) {
            case Unchanged unchanged -> "unchanged";
            case Committed committed -> "committed";
            case Proposed proposed -> "proposed";
            case Planned planned -> "planned";
            case Skipped skipped -> "skipped";
            case Held held -> "held";
            case Failed failed -> "failed";
        };
    }

    /** How a run ended that pushed what was to be committed, if anything was, and settled its requests. */
    static Outcome of(Optional<Committed> commit, List<Settled> requests) {
        if (requests.stream().anyMatch(request -> request.state() == Settled.State.FAILED)) {
            return new Failed(commit, said(requests));
        }
        if (requests.stream().anyMatch(request -> request.state() == Settled.State.PLANNED)) {
            return new Planned(would(requests));
        }
        if (requests.stream().anyMatch(request -> request.state() != Settled.State.CLOSED)) {
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

    /** What happened, in a sentence that follows the word. */
    String message();

    /** The commit that the run pushed to the branch, however the run ended; empty where it pushed none. */
    default Optional<Committed> landed() {
        return Optional.empty();
    }

    /** Whether the run did all that was to be done: what is proposed waits for people, not for another run. */
    default boolean isGood() {
        return switch (this) {
            case Unchanged unchanged -> true;
            case Committed committed -> true;
            case Proposed proposed -> true;
            case Planned planned -> true;
            case Skipped skipped -> false;
            case Held held -> false;
            case Failed failed -> false;
        };
    }

    /** Whether what the run computed is what clusters are given: what is only proposed is not. */
    default boolean isPublished() {
        return switch (this) {
            case Unchanged unchanged -> true;
            case Committed committed -> true;
            case Proposed proposed -> false;
            case Planned planned -> false;
            case Skipped skipped -> false;
            case Held held -> false;
            case Failed failed -> false;
        };
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
     * @param landed what was committed besides, since it asked for nobody
     * @param requests what became of each
     */
    record Proposed(Optional<Committed> landed, List<Settled> requests) implements Outcome {

        public Proposed {
            requests = List.copyOf(requests);
        }

        /** Whether a later run has to go on. */
        boolean isDeferred() {
            return requests.stream().anyMatch(request -> request.state() == Settled.State.DEFERRED);
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
     * @param reasons each a guard with number and limit, or something that would be removed
     * @param accept the digest under which {@code sluice.guards.accept} lets the feeds pass; empty where it would not
     *     help, since no guard holds them
     */
    record Held(Optional<Committed> landed, List<String> reasons, Optional<String> accept) implements Outcome {

        public Held {
            reasons = List.copyOf(reasons);
        }

        public Held(List<String> reasons, Optional<String> accept) {
            this(Optional.empty(), reasons, accept);
        }

        @Override
        public String message() {
            return after(landed, String.join("; ", reasons));
        }
    }

    /** Something outside did not do its part, or something cannot be trusted; nothing more was published. */
    record Failed(Optional<Committed> landed, String reason) implements Outcome {

        public Failed(String reason) {
            this(Optional.empty(), reason);
        }

        @Override
        public String message() {
            return after(landed, reason);
        }
    }
}
