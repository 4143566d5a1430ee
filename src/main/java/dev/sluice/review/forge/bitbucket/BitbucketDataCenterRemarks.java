package dev.sluice.review.forge.bitbucket;

import dev.sluice.review.Forge.Comment;
import dev.sluice.review.forge.bitbucket.BitbucketDataCenterApi.Activity;
import dev.sluice.review.forge.bitbucket.BitbucketDataCenterApi.NewServerComment;
import dev.sluice.review.forge.bitbucket.BitbucketDataCenterApi.ServerComment;
import dev.sluice.review.forge.calls.ForgeCalls;
import dev.sluice.review.forge.calls.LinkedPages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Comments on Bitbucket Data Center, which its API lists among all that happened to a request. */
final class BitbucketDataCenterRemarks {

    private final String project;
    private final String slug;
    private final BitbucketDataCenterApi api;
    private final ForgeCalls calls;

    BitbucketDataCenterRemarks(String project, String slug, BitbucketDataCenterApi api, ForgeCalls calls) {
        this.project = project;
        this.slug = slug;
        this.api = api;
        this.calls = calls;
    }

    List<Comment> all(long number) {
        List<Comment> comments = new ArrayList<>();
        activities(number).all().stream()
                .filter(activity -> isComment(activity) && activity.commentAnchor() == null)
                .forEach(activity -> add(comments, activity.comment()));
        comments.sort(Comparator.comparingLong(Comment::id));
        return Collections.unmodifiableList(comments);
    }

    boolean isOnLine(long number) {
        return activities(number)
                .first(activity -> isComment(activity) && activity.commentAnchor() != null)
                .isPresent();
    }

    void say(long number, String text) {
        calls.write(
                "comment on #" + number,
                () -> api.comment(project, slug, number, new NewServerComment(BitbucketMarkdown.written(text), null)));
    }

    /** A comment has a version too. */
    void edit(long number, long id, String text) {
        String written = BitbucketMarkdown.written(text);
        Versions.again(
                () -> calls.read("read a comment on #" + number, () -> api.comment(project, slug, number, id)),
                now -> calls.write(
                        "edit a comment on #" + number,
                        () -> api.edit(project, slug, number, id, new NewServerComment(written, now.version()))));
    }

    private LinkedPages<Activity> activities(long number) {
        return new LinkedPages<>(
                0,
                start -> calls.read("read the comments of #" + number, () -> {
                    BitbucketDataCenterApi.ActivityPage page = api.activities(project, slug, number, start);
                    return BitbucketPieces.of(page.values(), page.isLastPage(), page.nextPageStart());
                }));
    }

    private static boolean isComment(Activity activity) {
        return "COMMENTED".equals(activity.action())
                && "ADDED".equals(activity.commentAction())
                && activity.comment() != null;
    }

    /** Answers lie below what they answer. */
    private static void add(List<Comment> comments, ServerComment comment) {
        comments.add(new Comment(
                comment.id(),
                BitbucketMarkdown.read(Objects.requireNonNullElse(comment.text(), "")),
                comment.author() == null ? "" : comment.author().name(),
                comment.isEdited()));
        if (comment.comments() != null) {
            comment.comments().forEach(answer -> add(comments, answer));
        }
    }
}
