package dev.sluice.review.forge;

import dev.sluice.review.Forge;
import dev.sluice.review.ForgeException;
import dev.sluice.review.ForgeLimitException;
import dev.sluice.review.Proposal;
import dev.sluice.review.PullRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Steps of opening a request that all forges share. */
final class Opening {

    private static final Logger LOG = Logger.getLogger(Opening.class);

    private Opening() {}

    /** Opens a request; one that turns out to be open already is found again, and made to say the same. */
    static PullRequest open(
            Forge forge, Proposal proposal, Supplier<PullRequest> call, Predicate<RefusedException> isThere) {
        try {
            return call.get();
        } catch (LostAnswerException e) {
            return find(forge, proposal, e);
        } catch (RefusedException e) {
            if (isThere.test(e)) {
                return find(forge, proposal, e);
            }
            throw e;
        }
    }

    /**
     * Adds people to a request. Logs a warning if the forge refuses a person: the request matters more.
     *
     * @param what is done to the request, with the names behind it
     */
    static void add(String what, List<String> names, BiConsumer<String, List<String>> call) {
        if (names.isEmpty()) {
            return;
        }
        try {
            call.accept(what + " " + String.join(", ", names), names);
        } catch (ForgeLimitException e) {
            throw e;
        } catch (ForgeException e) {
            LOG.warnf("%s; the request is opened without", e.getMessage());
        }
    }

    private static PullRequest find(Forge forge, Proposal proposal, ForgeException failure) {
        Optional<PullRequest> found = forge.find(proposal.branch(), proposal.base());
        PullRequest open = found.filter(PullRequest::isOpen).orElseThrow(() -> failure);
        boolean saysSo = open.title().equals(proposal.title()) && open.body().equals(proposal.body());
        return saysSo ? open : forge.update(open, proposal);
    }
}
