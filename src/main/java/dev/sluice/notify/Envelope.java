package dev.sluice.notify;

import dev.sluice.notify.ToldLedger.ToldState;
import dev.sluice.ranges.Sha256;

/**
 * A message on its way to a receiver.
 *
 * @param source which service it comes from, a URI reference
 * @param id of this change of state: the same where it is sent again, by another instance too
 */
record Envelope(Notification notification, String source, String id) {

    private static final int LENGTH = 32;

    static Envelope of(Observed observed, String source, ToldState state) {
        String what = String.join("\n", source, observed.thing(), state.state(), Long.toString(state.serial()));
        return new Envelope(observed.notification(), source, Sha256.hex(what).substring(0, LENGTH));
    }
}
