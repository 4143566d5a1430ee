package dev.sluice.plan;

import dev.sluice.text.ExplainedException;
import dev.sluice.text.OutsideText;

/** What the repository says about an earlier run cannot be read: Sluice must not guess what was published. */
public final class PublishedStateException extends ExplainedException {

    private static final long serialVersionUID = 1;

    public PublishedStateException(String cluster, IllegalArgumentException cause) {
        super(
                "cluster " + cluster,
                "cannot read what was published for cluster " + cluster + ": " + OutsideText.line(cause.getMessage())
                        + "; restore the file from Git's history, or delete the cluster's .sluice folder to publish without guards",
                cause);
    }
}
