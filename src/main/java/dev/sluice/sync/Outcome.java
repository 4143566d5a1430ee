package dev.sluice.sync;

import java.util.List;
import java.util.Optional;

/** How a run ended. */
public sealed interface Outcome {

    /** One word for reports and metrics, in lower case. */
    default String word() {
        return switch (this) {
            case Unchanged unchanged -> "unchanged";
            case Committed committed -> "committed";
            case Planned planned -> "planned";
            case Skipped skipped -> "skipped";
            case Held held -> "held";
            case Failed failed -> "failed";
        };
    }

    /** What happened, in a sentence that follows the word. */
    String message();

    /** Whether what is published is what should be. */
    default boolean isGood() {
        return switch (this) {
            case Unchanged unchanged -> true;
            case Committed committed -> true;
            case Planned planned -> true;
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
        public String message() {
            return "commit " + commit + ": " + subject;
        }
    }

    /** A dry run showed what it would publish. */
    record Planned(String subject) implements Outcome {
        @Override
        public String message() {
            return "would commit: " + subject;
        }
    }

    /** What was fetched is not to be used now; what is published stays. */
    record Skipped(String reason) implements Outcome {
        @Override
        public String message() {
            return reason;
        }
    }

    /**
     * A person must decide.
     *
     * @param reasons each a guard with number and limit, or something that would be removed
     * @param accept the digest under which {@code sluice.guards.accept} lets the feeds pass; empty where it would not
     *     help, since no guard holds them
     */
    record Held(List<String> reasons, Optional<String> accept) implements Outcome {

        public Held {
            reasons = List.copyOf(reasons);
        }

        @Override
        public String message() {
            return String.join("; ", reasons);
        }
    }

    /** Something outside did not do its part, or something cannot be trusted; nothing was published. */
    record Failed(String reason) implements Outcome {
        @Override
        public String message() {
            return reason;
        }
    }
}
