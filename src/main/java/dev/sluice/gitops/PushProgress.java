package dev.sluice.gitops;

import java.util.function.Consumer;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** Counts the objects that a push writes. */
final class PushProgress extends EmptyProgressMonitor {

    /** The task's title, as JGit translates it into no other language. */
    private static final String WRITING = "Writing objects";

    private final Consumer<String> progress;
    private boolean isWriting;
    private int total;
    private int written;

    PushProgress(Consumer<String> progress) {
        this.progress = progress;
    }

    @Override
    public void beginTask(String title, int totalWork) {
        isWriting = title.equals(WRITING);
        total = totalWork;
        written = 0;
        update(0);
    }

    @Override
    public void update(int completed) {
        if (isWriting) {
            written += completed;
            progress.accept("objects pushed: " + written + " of " + total);
        }
    }

    @Override
    public void endTask() {
        isWriting = false;
    }
}
