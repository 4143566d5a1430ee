package dev.sluice.review;

import dev.sluice.review.Forge.Comment;
import dev.sluice.review.body.FreezeNote;
import dev.sluice.review.body.Marker;
import java.util.Optional;

/** What Sluice says below a request: each thing once, edited in place where it changes. */
public final class Notes {

    private static final Marker GONE = new Marker("comment", "difference-gone");
    private static final Marker BRANCH_KEPT = new Marker("comment", "branch-kept");
    private static final Marker FREEZE = new Marker("comment", "freeze");
    private static final Marker DEPLOYMENT = new Marker("comment", "deployment");

    private final Forge forge;

    public Notes(Forge forge) {
        this.forge = forge;
    }

    /** @param until what would let Sluice go on */
    void foreignCommit(PullRequest request, String until) {
        say(
                request,
                Marker.FOREIGN_COMMIT,
                "Another author's commit is on this branch, so Sluice leaves branch and request alone: what they show is"
                        + " no longer what Sluice would propose. " + until);
    }

    void differenceGone(PullRequest request) {
        say(
                request,
                GONE,
                "The difference is gone: the branch that this would go into already says what it should. Sluice closes"
                        + " this request and deletes its branch, and opens another one when there is something to"
                        + " propose.");
    }

    /** @param freeze in words, which may be from outside */
    void frozen(PullRequest request, String freeze) {
        say(request, FREEZE, FreezeNote.of(freeze));
    }

    /** @return whether this was not said before */
    boolean branchKept(PullRequest request, String branch) {
        boolean isNews = forge.comments(request).stream().noneMatch(comment -> BRANCH_KEPT.isIn(comment.text()));
        if (isNews) {
            forge.comment(
                    request,
                    BRANCH_KEPT.on("Sluice may not delete the branch `" + branch
                            + "`, which is no longer needed. Delete it, or"
                            + " let Sluice delete branches of this name; until then it stays and does no harm."));
        }
        return isNews;
    }

    /** @param text what has become of a merged request on the clusters */
    public void deployment(PullRequest request, String text) {
        say(request, DEPLOYMENT, text);
    }

    private void say(PullRequest request, Marker marker, String text) {
        String said = marker.on(text);
        Optional<Comment> before = forge.comments(request).stream()
                .filter(comment -> marker.isIn(comment.text()))
                .findFirst();
        if (before.isEmpty()) {
            forge.comment(request, said);
        } else if (!before.get().text().strip().equals(said.strip())) {
            forge.edit(request, before.get(), said);
        }
    }
}
