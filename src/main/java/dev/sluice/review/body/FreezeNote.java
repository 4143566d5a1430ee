package dev.sluice.review.body;

/** What a request says in a freeze, in words for those who look at it. */
public final class FreezeNote {

    private FreezeNote() {}

    /** @param freeze until when and why, which may be from outside */
    public static String of(String freeze) {
        return Inline.say(
                        "Nothing is published now: %s. Sluice leaves this request as it is until then; merging it"
                                + " would publish it in the freeze.",
                        freeze)
                .toString();
    }
}
