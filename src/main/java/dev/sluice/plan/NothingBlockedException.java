package dev.sluice.plan;

import dev.sluice.ranges.Family;

/** The feeds leave nothing to deny in a family: published, that would open every namespace. */
public final class NothingBlockedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NothingBlockedException(Family family) {
        super("the included feeds less the excluded ones and the exemptions leave no "
                + family
                + " address to deny: check the feeds, or take the family out of sluice.block.families");
    }
}
