package dev.sluice.cluster.lease;

import java.util.Optional;

/** Whether this instance is the one that runs. */
public interface Leadership extends AutoCloseable {

    /** Takes part from now on. */
    void start(Runnable whenLeading);

    boolean isLeader();

    /** Who leads as far as this instance knows; never this instance unless it does. */
    Optional<String> leader();

    /** Why this instance cannot lead, whether or not another does; a sentence without a secret, empty where it could. */
    default Optional<String> obstacle() {
        return Optional.empty();
    }

    /** Lets another instance lead at once. */
    @Override
    void close();

    /** Of an instance that has no others beside it. */
    static Leadership alone() {
        return new Leadership() {
            @Override
            public void start(Runnable whenLeading) {
                whenLeading.run();
            }

            @Override
            public boolean isLeader() {
                return true;
            }

            @Override
            public Optional<String> leader() {
                return Optional.empty();
            }

            @Override
            public void close() {
                // no other instance waits for the lead
            }
        };
    }
}
