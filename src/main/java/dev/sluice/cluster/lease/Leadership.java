package dev.sluice.cluster.lease;

import java.util.Optional;

/** Whether this instance is the one that runs. */
public interface Leadership extends AutoCloseable {

    /** Takes part from now on. */
    void start(Runnable whenLeading);

    boolean isLeader();

    /** Who is, as far as this instance knows. */
    Optional<String> leader();

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
                // nobody waits for its place
            }
        };
    }
}
