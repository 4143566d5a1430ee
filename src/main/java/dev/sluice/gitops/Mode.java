package dev.sluice.gitops;

import java.util.Locale;

/** How a change gets onto the branch. */
public enum Mode {
    /** It is pushed. */
    COMMIT,
    /** It is proposed, whatever it is. */
    PULL_REQUEST,
    /** What is risky is proposed, the rest is pushed. */
    BY_RISK;

    /** As a configuration spells it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
