package dev.sluice.review;

import dev.sluice.gitops.BranchOwner;
import dev.sluice.ranges.Sha256;
import dev.sluice.review.body.Marker;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Sluice writes to itself at the end of a request's body.
 *
 * @param owner whose request it is
 * @param people identifies whom it asked for reviews and whom it assigned
 * @param autoMerge whether the forge is asked to merge it
 * @param again the highest number of a comment that asked to propose again; 0 for none
 */
record RequestStamp(BranchOwner owner, String people, boolean autoMerge, long again) {

    /** The most characters that all marks take, that of a closed request among them. */
    static final int LONGEST = 400;

    private static final String PEOPLE = "people";
    private static final String AGAIN = "proposed-again";
    private static final Marker AUTO_MERGE = new Marker("merge", "when-checked");

    /** @param isLow whether its risk is low */
    static RequestStamp of(Terms terms, boolean isLow, long again) {
        String people =
                Sha256.hex(String.join("\n", terms.reviewers()) + "\n\n" + String.join("\n", terms.assignees()));
        return new RequestStamp(terms.owner(), people.substring(0, 32), terms.autoMerge() && isLow, again);
    }

    /** The body of what is proposed, with the marks behind. */
    String on(String body) {
        return Stream.of(
                        Optional.of(Marker.owner(owner)),
                        Optional.of(new Marker(PEOPLE, people)),
                        Optional.of(AUTO_MERGE).filter(mark -> autoMerge),
                        Optional.of(new Marker(AGAIN, Long.toString(again))).filter(mark -> again > 0))
                .flatMap(Optional::stream)
                .reduce(body, (text, mark) -> mark.on(text), (one, other) -> other);
    }

    /** A body as it is, with another mark of the people. */
    String onlyPeople(String body) {
        return new Marker(PEOPLE, people).on(Marker.without(body, PEOPLE));
    }

    /** Whether a body names other people than the configuration does now; one of an earlier version does not say. */
    boolean hasOtherPeople(String body) {
        return Marker.last(body, PEOPLE).filter(said -> !said.equals(people)).isPresent();
    }

    /** Whether the forge was asked to merge it. */
    static boolean isMergedLater(String body) {
        return AUTO_MERGE.isIn(body);
    }

    /** The comments up to this number have been heard. */
    static long againOf(String body) {
        return Marker.last(body, AGAIN)
                .filter(number -> number.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .orElse(0L);
    }
}
