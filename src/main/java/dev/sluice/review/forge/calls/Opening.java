package dev.sluice.review.forge.calls;

import dev.sluice.review.Forge;
import dev.sluice.review.ForgeException;
import dev.sluice.review.ForgeLimitException;
import dev.sluice.review.Proposal;
import dev.sluice.review.PullRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Steps of opening a request that all forges share. */
public final class Opening {

    private Opening() {}

    /** Opens a request; one that turns out to be open already is found again, and made to say the same. */
    public static PullRequest open(
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

    /** Opens a closed request again; empty where the forge refuses that for what the request is, not for the account. */
    public static Optional<PullRequest> again(Supplier<PullRequest> call) {
        try {
            return Optional.of(call.get()).filter(PullRequest::isOpen);
        } catch (RefusedException e) {
            if (e.isAboutState()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Does something for each name, on its own: the request matters more than a person who is refused.
     *
     * @return why, a sentence for each name that the forge refuses
     */
    public static List<String> each(List<String> names, Consumer<String> call) {
        List<String> refusals = new ArrayList<>();
        for (String name : names) {
            try {
                call.accept(name);
            } catch (ForgeLimitException e) {
                throw e;
            } catch (ForgeException e) {
                refusals.add(e.getMessage());
            }
        }
        return refusals;
    }

    private static PullRequest find(Forge forge, Proposal proposal, ForgeException failure) {
        Optional<PullRequest> found = forge.find(proposal.branch(), proposal.base());
        PullRequest open = found.filter(PullRequest::isOpen).orElseThrow(() -> failure);
        boolean saysSo = open.title().equals(proposal.title()) && open.body().equals(proposal.body());
        return saysSo ? open : forge.update(open, proposal);
    }
}
