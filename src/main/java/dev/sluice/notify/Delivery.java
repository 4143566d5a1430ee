package dev.sluice.notify;

import dev.sluice.notify.HttpSender.Declined;
import dev.sluice.notify.HttpSender.PostResult;
import dev.sluice.notify.HttpSender.Taken;
import dev.sluice.notify.HttpSender.TryAgain;
import java.time.Duration;

/** Delivers a message, again and again within a bound. Thread-safe. */
final class Delivery {

    private static final int ATTEMPTS = 4;

    /** The first pause; each further one is four times as long. */
    private static final Duration FIRST = Duration.ofSeconds(1);

    /** What a receiver may ask for: a longer pause ends the attempts. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private final HttpSender sender;
    private final Sleep sleep;

    /** Waits. */
    interface Sleep {
        void sleep(Duration time) throws InterruptedException;
    }

    Delivery(HttpSender sender, Sleep sleep) {
        this.sender = sender;
        this.sleep = sleep;
    }

    /** @throws DeliveryException if the receiver did not take it */
    void deliver(Receiver receiver, Envelope envelope) {
        byte[] body = receiver.format().body(envelope);
        Duration pause = FIRST;
        for (int attempt = 1; ; attempt++) {
            PostResult answer = sender.send(receiver, body);
            switch (answer) {
                case Taken() -> {
                    return;
                }
                case Declined(DeliveryException failure) -> throw failure;
                case TryAgain(DeliveryException failure, Duration after) -> {
                    Duration wait = after.compareTo(pause) > 0 ? after : pause;
                    if (attempt == ATTEMPTS || wait.compareTo(LONGEST_PAUSE) > 0) {
                        throw failure;
                    }
                    pause(wait, failure);
                    pause = pause.multipliedBy(4);
                }
            }
        }
    }

    private void pause(Duration wait, DeliveryException failure) {
        try {
            sleep.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
