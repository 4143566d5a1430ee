package dev.sluice.sync;

/** The feeds leave nothing to deny: published, that would open every namespace. */
final class NothingBlockedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NothingBlockedException() {
        super("the included feeds less the excluded ones and the exemptions leave no address to deny");
    }
}
