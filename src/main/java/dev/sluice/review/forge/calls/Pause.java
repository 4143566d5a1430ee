package dev.sluice.review.forge.calls;

import java.time.Duration;

/** Waits when a forge asks callers to slow down, such as {@code Thread::sleep}. */
public interface Pause {

    void sleep(Duration duration) throws InterruptedException;
}
