package dev.sluice.gitops;

import java.io.IOException;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;

/** A branch's last commit with another message, such as an earlier version would have written. */
public final class RewordedCommit {

    private RewordedCommit() {}

    /** Makes the branch's last commit again. */
    public static void on(BareRepository at, String branch, UnaryOperator<String> words) throws IOException {
        RevCommit last = at.log(branch).getFirst();
        try (Repository repository = at.open();
                ObjectInserter inserter = repository.newObjectInserter()) {
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(last.getTree());
            commit.setParentIds(last.getParents());
            commit.setAuthor(last.getAuthorIdent());
            commit.setCommitter(last.getCommitterIdent());
            commit.setMessage(words.apply(last.getFullMessage()));
            var id = inserter.insert(commit);
            inserter.flush();
            at.point(branch, id);
        }
    }
}
