package dev.sluice.render;

/** What applies a cluster's folder: its annotations are written. */
public enum GitopsTool {
    ARGOCD,
    FLUX,
    BOTH;

    /** Whether an object's text keeps all that apply it from pruning the object. */
    public boolean isKept(String text) {
        return (!isArgoCd() || text.contains("Prune=false"))
                && (!isFlux() || text.contains("kustomize.toolkit.fluxcd.io/prune: disabled"));
    }

    /** Such as a message names it. */
    public String words() {
        return switch (this) {
            case ARGOCD -> "Argo CD";
            case FLUX -> "Flux";
            case BOTH -> "Argo CD or Flux";
        };
    }

    /** What keeps an object from being pruned, such as a message names it. */
    public String protection() {
        return switch (this) {
            case ARGOCD -> "Prune=false";
            case FLUX -> "prune: disabled";
            case BOTH -> "Prune=false and prune: disabled";
        };
    }

    boolean isArgoCd() {
        return this != FLUX;
    }

    boolean isFlux() {
        return this != ARGOCD;
    }
}
