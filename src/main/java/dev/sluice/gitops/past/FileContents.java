package dev.sluice.gitops.past;

import dev.sluice.gitops.GitException;
import dev.sluice.gitops.Remote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Contents of files by their names in the object database, 40 hexadecimal digits each.
 *
 * @param remote open
 */
public record FileContents(Remote remote) {

    /**
     * Brings contents at once that were left out so far.
     *
     * @throws GitException if the server does not give them: some give files of the last commit alone
     */
    public void load(Collection<String> contents) {
        Set<ObjectId> missing = new HashSet<>();
        contents.stream().map(ObjectId::fromString).filter(id -> !isHere(id)).forEach(missing::add);
        if (!missing.isEmpty()) {
            remote.bring(missing);
            missing.stream().filter(id -> !isHere(id)).findFirst().ifPresent(id -> {
                throw new GitException("the server does not give the file " + id.name() + " of an older commit");
            });
        }
    }

    private boolean isHere(ObjectId content) {
        try {
            return remote.repository().getObjectDatabase().has(content);
        } catch (IOException e) {
            throw new GitException("cannot look for the file " + content.name(), e);
        }
    }

    /** The text of a content that was {@linkplain #load loaded}. */
    public String text(String content) {
        try {
            byte[] bytes = remote.repository()
                    .open(ObjectId.fromString(content), Constants.OBJ_BLOB)
                    .getBytes(Integer.MAX_VALUE);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new GitException("cannot read the file " + content, e);
        }
    }
}
