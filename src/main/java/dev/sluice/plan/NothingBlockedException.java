package dev.sluice.plan;

import dev.sluice.ranges.Family;
import dev.sluice.text.ExplainedException;

/** The feeds leave nothing to deny in a family: published, that would open every namespace. */
public final class NothingBlockedException extends ExplainedException {

    private static final long serialVersionUID = 1;

    NothingBlockedException(Family family) {
        super(
                "sluice.block",
                "the included feeds less the excluded ones and the exemptions leave no "
                        + family
                        + " address to deny: check the feeds, or take the family out of sluice.block.families");
    }
}
