package dev.sluice.render;

/** What applies a cluster's folder: its annotations are written. */
public enum GitopsTool {
    ARGOCD,
    FLUX,
    BOTH;

    boolean isArgoCd() {
        return this != FLUX;
    }

    boolean isFlux() {
        return this != ARGOCD;
    }
}
