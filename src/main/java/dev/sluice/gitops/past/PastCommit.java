package dev.sluice.gitops.past;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A commit of the followed branch that changed a folder.
 *
 * @param commit 40 hexadecimal digits
 * @param time when it was committed
 * @param author the name in it, as it is
 * @param message the whole of it
 * @param acceptedBy the values of the trailers {@code Accepted-by}
 * @param files what it changed
 */
public record PastCommit(
        String commit, Instant time, String author, String message, List<String> acceptedBy, List<PastFile> files) {

    public PastCommit {
        acceptedBy = List.copyOf(acceptedBy);
        files = List.copyOf(files);
    }

    /**
     * A file that a commit wrote or deleted.
     *
     * @param path inside the folder
     * @param before the name of its content in the object database; empty where it was not there
     * @param after empty where it is not there any more
     */
    public record PastFile(String path, Optional<String> before, Optional<String> after) {}
}
