package dev.sluice.policy;

/** What becomes of certain traffic under ordered rules. */
public enum Treatment {
    ALLOWED,
    DENIED,

    /** Rules by DNS name or node may match it, and their action is not what would become of it otherwise. */
    UNDECIDED;

    static Treatment of(Action action) {
        return switch (action) {
            case ALLOW -> ALLOWED;
            case DENY -> DENIED;
        };
    }
}
