package dev.sluice.review;

import dev.sluice.review.Forge.Comment;
import dev.sluice.text.ExplainedException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Hears whether people ask to propose again what they closed, or what a commit of theirs is on: by a label, which only those
 * who work on a repository can set, or by a comment of an account that may merge.
 */
final class ProposeAgain {

    static final String LABEL = "propose-again";

    static final String COMMAND = "/sluice propose";

    private static final String OR_COMMENT = ", or comment `" + COMMAND + "` from an account that may merge";

    private final Forge forge;
    private final String base;

    ProposeAgain(Forge forge, String base) {
        this.forge = forge;
        this.base = base;
    }

    /** What works on this forge. */
    String advice() {
        return forge.howToLabel(LABEL) + (forge.saysWhoMayMerge() ? OR_COMMENT : "");
    }

    /**
     * What was heard.
     *
     * @param isAsked whether to propose again
     * @param heard the highest number of a comment that has been heard
     * @param refusals why comments do not count, a sentence each
     */
    record HeardWish(boolean isAsked, long heard, List<String> refusals) {

        /** A reason with what was not heard behind it. */
        String after(String reason) {
            return refusals.isEmpty() ? reason : reason + "; " + String.join("; ", refusals);
        }
    }

    HeardWish on(PullRequest request) {
        long heard = RequestStamp.againOf(request.body());
        boolean isAsked = request.labels().contains(LABEL);
        Set<String> authors = new LinkedHashSet<>();
        for (Comment comment : forge.comments(request)) {
            boolean isCommand =
                    comment.text().lines().anyMatch(line -> line.strip().equals(COMMAND));
            if (isCommand && comment.id() > heard) {
                heard = comment.id();
                authors.add(comment.author());
            } else if (isCommand && comment.id() > RequestStamp.againOf(request.body())) {
                authors.add(comment.author());
            }
        }
        List<String> refusals = new ArrayList<>();
        for (String author : authors) {
            if (!isAsked) {
                isAsked = isHeard(author, refusals);
            }
        }
        return new HeardWish(isAsked, heard, isAsked ? List.of() : refusals);
    }

    private boolean isHeard(String author, List<String> refusals) {
        try {
            if (!author.isEmpty() && forge.mayMerge(author, base)) {
                return true;
            }
            refusals.add("'" + COMMAND + "' of " + author + " does not count: this account may not merge");
        } catch (ForgeLimitException e) {
            throw e;
        } catch (ExplainedException e) {
            refusals.add("'" + COMMAND + "' of " + author + " does not count (" + e.explanation() + "): "
                    + forge.howToLabel(LABEL).replace("`", "") + " instead");
        }
        return false;
    }
}
