package dev.sluice.gitops;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;

/**
 * Moves a branch of the remote in a single step, if it is still where the caller saw it, or not at all.
 *
 * @param branch its short name
 * @param from the commit that the branch is expected at; empty for a branch that must not exist yet
 * @param to the commit that it shall point to; empty where it shall be deleted
 * @param rewrites whether commits of the branch may get lost
 */
record Push(String branch, Optional<ObjectId> from, Optional<ObjectId> to, boolean rewrites) {

    /** A push that only adds to a branch. */
    static Push forward(String branch, Optional<ObjectId> from, ObjectId to) {
        return new Push(branch, from, Optional.of(to), false);
    }

    static Push rewrite(String branch, Optional<ObjectId> from, ObjectId to) {
        return new Push(branch, from, Optional.of(to), true);
    }

    static Push delete(String branch, ObjectId from) {
        return new Push(branch, Optional.of(from), Optional.empty(), true);
    }

    /** @return the remote's words where another push was faster; empty where the branch moved */
    Optional<String> over(Link link) {
        try (Transport transport = link.transport()) {
            if (link.connections().needsGit(link.origin())) {
                transport.setOptionReceivePack("git receive-pack --");
            }
            RemoteRefUpdate update = new RemoteRefUpdate(
                    link.repository(),
                    null,
                    to.orElse(ObjectId.zeroId()),
                    Constants.R_HEADS + branch,
                    rewrites,
                    null,
                    from.orElse(ObjectId.zeroId()));
            PushResult result =
                    transport.push(new PushProgress(link.connections().progress()), List.of(update));
            return outrun(link, update, result.getMessages());
        } catch (IOException e) {
            return switch (found(link)) {
                case LANDED -> Optional.empty(); // the answer got lost, the push did not
                case APART, UNMOVED -> throw link.failures().explain("cannot push to", e);
                case UNSEEN -> throw link.failures().explain("cannot push to", e, unseen());
            };
        }
    }

    /** What the branch shows of a push whose answer says little. */
    private enum PushTrace {
        /** The branch holds what was pushed, at its tip or below. */
        LANDED,
        /** The branch is still where it was expected. */
        UNMOVED,
        /** The branch is elsewhere. */
        APART,
        /** The remote does not answer. */
        UNSEEN
    }

    private Optional<String> outrun(Link link, RemoteRefUpdate update, String words) {
        FailureText failures = link.failures();
        String status = Optional.ofNullable(update.getMessage()).orElse("no reason given");
        return switch (update.getStatus()) {
            case OK, UP_TO_DATE, NON_EXISTING -> Optional.empty(); // the last one: it shall go, and is gone
            case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED -> Optional.of(failures.clean(status));
            case REJECTED_OTHER_REASON -> {
                if (!PushRace.isSaidBy(status)) {
                    throw failures.rejected(branch, status, words);
                }
                yield switch (found(link)) {
                    case LANDED -> Optional.empty(); // the push was sent twice
                    case APART, UNSEEN -> Optional.of(failures.clean(status));
                    case UNMOVED ->
                        throw isForbidden(status)
                                ? failures.rejected(branch, status, words)
                                : failures.unmoved(branch, status, words);
                };
            }
            case NOT_ATTEMPTED, AWAITING_REPORT, REJECTED_NODELETE ->
                throw failures.rejected(branch, update.getStatus() + ", " + status, words);
        };
    }

    /** Git says of a rewrite that it forbids what it says of a race. */
    private boolean isForbidden(String status) {
        return rewrites && to.isPresent() && status.contains("non-fast");
    }

    private PushTrace found(Link link) {
        try {
            Optional<ObjectId> tip = Optional.ofNullable(link.branches().get(branch));
            if (tip.equals(to)) {
                return PushTrace.LANDED;
            }
            if (tip.equals(from)) {
                return PushTrace.UNMOVED;
            }
            boolean isBelow = tip.isPresent() && to.isPresent() && link.holds(branch, to.get());
            return isBelow ? PushTrace.LANDED : PushTrace.APART;
        } catch (GitException | IOException e) {
            return PushTrace.UNSEEN; // the first failure says more than this one
        }
    }

    private String unseen() {
        return "; whether "
                + to.map(commit -> "commit " + commit.name() + " arrived").orElse("the branch is gone")
                + " cannot be seen now: the next run finds out";
    }
}
