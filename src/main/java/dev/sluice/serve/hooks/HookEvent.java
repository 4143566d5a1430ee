package dev.sluice.serve.hooks;

import java.util.List;
import java.util.Optional;

/** What a webhook reports, as far as Sluice goes by it. */
sealed interface HookEvent {

    /**
     * A branch moved.
     *
     * @param repository its path on the forge
     * @param branch its short name
     * @param after the commit that it points to now, in hexadecimal
     * @param commits what is new on it; those that are named, a forge may leave some out
     * @param isWhole whether all of them are named
     */
    record Pushed(String repository, String branch, String after, List<PushedCommit> commits, boolean isWhole)
            implements HookEvent {

        public Pushed {
            commits = List.copyOf(commits);
        }
    }

    /**
     * A commit.
     *
     * @param name of its author
     * @param email of its author
     * @param files that it adds, changes or removes
     */
    record PushedCommit(String name, String email, List<String> files) {

        public PushedCommit {
            files = List.copyOf(files);
        }
    }

    /**
     * A person did something about a request that a run goes by: merged, closed or reopened it, set a label, gave a command.
     *
     * @param source its branch; empty where the forge does not say
     * @param target the branch that it goes into; empty where the forge does not say
     */
    record RequestTouched(String repository, Optional<String> source, Optional<String> target) implements HookEvent {}

    /** What one delivery reports together. */
    record SeveralEvents(List<HookEvent> events) implements HookEvent {

        public SeveralEvents {
            events = List.copyOf(events);
        }
    }

    /** Anything else. */
    record OtherEvent() implements HookEvent {}

    /** Those of a delivery one by one. */
    default List<HookEvent> each() {
        return this instanceof SeveralEvents several ? several.events() : List.of(this);
    }
}
