package dev.sluice.cluster.storage;

import dev.sluice.text.OutsideText;

/**
 * What is known about the storage of one cluster's LokiStack.
 *
 * @param message what is there, missing or could not be seen, and what to do; without a secret
 */
public record StorageFinding(String cluster, StorageState state, String message) {

    public StorageFinding {
        message = OutsideText.line(message);
    }

    /** How far a LokiStack can rely on it. */
    public enum StorageState {
        /** The Secret is complete and its buckets are there. */
        READY,
        /** Something that a LokiStack needs is not there, or is wrong. */
        MISSING,
        /** It could not be looked at. */
        UNSEEN
    }
}
