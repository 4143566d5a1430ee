package dev.sluice.notify;

import dev.sluice.text.ExplainedException;

/** A message did not reach its receiver; the explanation does not hold the receiver's address. */
final class DeliveryException extends ExplainedException {

    private static final long serialVersionUID = 1;

    DeliveryException(String receiver, String explanation) {
        super(receiver, explanation);
    }

    DeliveryException(String receiver, String explanation, Throwable cause) {
        super(receiver, explanation, cause);
    }
}
