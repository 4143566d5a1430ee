package dev.sluice.review;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one repository on a forge: pull requests on most forges, merge requests on GitLab.
 *
 * <p>Every method throws {@link ForgeException} if the forge refuses, cannot be reached or gives an unreadable answer, and
 * {@link ForgeLimitException} if it asks to wait longer than a run may. A method that writes does so once: after a
 * time-out the next run finds out whether it happened.
 */
public interface Forge {

    /**
     * The request from a branch of this repository into another one: the open one, else the newest that is not open.
     *
     * @param branch the short name of the branch with the change
     * @param base the short name of the branch that it shall go into
     */
    Optional<PullRequest> find(String branch, String base);

    /** Opens a request with its labels; its branch has been pushed. */
    PullRequest open(Proposal proposal);

    /** Makes a request say what is proposed now: title and body, and nothing else but the labels that come and go. */
    PullRequest update(PullRequest request, Proposal proposal);

    /**
     * Asks for reviews and assigns a request, one by one: who is asked, or has reviewed, is left alone.
     *
     * @return whom the forge refuses, a sentence each
     */
    List<String> ask(PullRequest request, Proposal proposal);

    /**
     * Opens a closed request again.
     *
     * @return empty where the forge does not take it back, such as one whose branch was deleted
     */
    Optional<PullRequest> reopen(PullRequest request);

    /**
     * Whether an account may merge requests.
     *
     * @param user its name, as an author of comments
     * @param base the short name of the branch that requests go into
     */
    boolean mayMerge(String user, String base);

    /**
     * Closes a request without merging it.
     *
     * @param body the text that it keeps
     */
    void close(PullRequest request, String body);

    /**
     * Has the forge merge a request once its checks have passed; it asks for that again where it did before.
     *
     * @param head the commit that may be merged, 40 hexadecimal digits
     * @param base the short name of the branch that it goes into
     * @return why the forge is not asked: that branch requires no check, or the forge refuses; empty where it is
     */
    Optional<String> mergeWhenChecked(PullRequest request, String head, String base);

    /** Takes that back; nothing where the forge was not asked. */
    void keepUnmerged(PullRequest request);

    /** Whether a review has begun: a review, an approval, or a remark on a line. */
    boolean isReviewed(PullRequest request);

    /** The comments on a request as a whole, not on a line, oldest first. */
    List<Comment> comments(PullRequest request);

    void comment(PullRequest request, String text);

    void edit(PullRequest request, Comment comment, String text);

    /** Marks a commit, as a check does. */
    void mark(String commit, CommitStatus status);

    /** The most characters that a body may have. */
    int bodyLimit();

    /** The most characters of notes that people write into a body. */
    default int notesLimit() {
        return bodyLimit() / 2;
    }

    /** How people give a request a label, in the imperative: a forge without labels has something in their place. */
    default String howToLabel(String label) {
        return "set the label `" + label + "`";
    }

    /** Whether the forge says of any account whether it may merge: commands in comments count only there. */
    default boolean saysWhoMayMerge() {
        return true;
    }

    /** Whether it draws the charts of Mermaid that a body holds. */
    default boolean drawsMermaid() {
        return false;
    }

    /** Where people look at the repository. */
    default RepositoryPages pages() {
        return RepositoryPages.UNKNOWN;
    }

    /**
     * A remark.
     *
     * @param id the forge's own: a later one is higher
     * @param author the name of the account that wrote it; empty where the forge does not say
     * @param isEdited whether its text may be another than the author wrote at first
     */
    record Comment(long id, String text, String author, boolean isEdited) {

        /** Whether a comment with these times, as the forge writes them, counts as edited: so does one without. */
        public static boolean isEdited(@Nullable String created, @Nullable String updated) {
            return created == null || !created.equals(updated);
        }
    }

    /**
     * What is known about a commit.
     *
     * @param context names the check, such as {@code sluice/demo}
     * @param description at most 140 characters, one line
     */
    record CommitStatus(CheckState state, String context, String description) {

        /** State of the check. */
        public enum CheckState {
            PENDING,
            SUCCESS,
            FAILURE
        }
    }
}
