package dev.sluice.review;

import dev.sluice.gitops.Commits;
import dev.sluice.gitops.GitException;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.Snapshot;
import dev.sluice.plan.briefing.PlannedRequest;
import dev.sluice.review.Settled.Settlement;
import dev.sluice.review.body.RequestBody;
import dev.sluice.text.ExplainedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * All requests of a repository that are this service's, found by their branches, see {@link dev.sluice.gitops.BranchOwner}.
 *
 * <p>One request that cannot be settled does not stop the others; a forge that refuses several in a row is not asked again
 * before the next run.
 */
public final class Requests {

    private static final Logger LOG = Logger.getLogger(Requests.class);

    private static final int MANY = 3;

    private final Remote remote;
    private final Snapshot base;
    private final Supplier<Forge> forge;
    private final Commits commits;
    private final Terms terms;
    private final RequestBody words;

    private final List<Settled> settled = new ArrayList<>();
    private int opened;
    private int failuresInARow;
    private Optional<String> exhausted = Optional.empty();

    /**
     * @param base what the branch that requests go into holds now
     * @param forge opened once there is something to settle, and otherwise never
     */
    public Requests(
            Remote remote, Snapshot base, Supplier<Forge> forge, Commits commits, Terms terms, RequestBody words) {
        this.remote = remote;
        this.base = base;
        this.forge = forge;
        this.commits = commits;
        this.terms = terms;
        this.words = words;
    }

    /**
     * Sees to it that there is a request for each planned one and for nothing else.
     *
     * @return what became of each, in order, and of those that are planned no more
     */
    public List<Settled> settle(List<PlannedRequest> planned) {
        Set<String> wanted = new HashSet<>();
        planned.forEach(request -> wanted.add(request.branch()));
        List<String> obsolete = remote.branches(terms.owner().prefix()).stream()
                .filter(branch -> terms.owner().names(branch))
                .filter(branch -> !wanted.contains(branch) && !branch.equals(terms.base()))
                .toList();
        if (planned.isEmpty() && obsolete.isEmpty()) {
            return List.of();
        }
        requireOther(wanted);
        RequestLifecycle life = new RequestLifecycle(forge.get(), remote, base, commits, terms, words);
        planned.forEach(request ->
                attempt(life, request.subject(), each -> Optional.of(each.settle(request, opened < terms.maxNew()))));
        obsolete.forEach(branch -> {
            String subject = branch.substring(terms.owner().prefix().length());
            attempt(life, subject, each -> each.end(subject, branch));
        });
        return List.copyOf(settled);
    }

    /**
     * Sees to it that there is a request for each planned one, and says on every other one that there is a freeze.
     *
     * @param freeze in words
     * @return what became of those, in order, and of those on which nothing could be said
     */
    public List<Settled> settleFrozen(List<PlannedRequest> planned, String freeze) {
        Set<String> wanted = new HashSet<>();
        planned.forEach(request -> wanted.add(request.branch()));
        List<String> waiting = remote.branches(terms.owner().prefix()).stream()
                .filter(branch -> terms.owner().names(branch))
                .filter(branch -> !wanted.contains(branch) && !branch.equals(terms.base()))
                .toList();
        if (planned.isEmpty() && waiting.isEmpty()) {
            return List.of();
        }
        RequestLifecycle life = new RequestLifecycle(forge.get(), remote, base, commits, terms, words);
        planned.forEach(request ->
                attempt(life, request.subject(), each -> Optional.of(each.settle(request, opened < terms.maxNew()))));
        waiting.forEach(
                branch -> attempt(life, branch.substring(terms.owner().prefix().length()), each -> {
                    each.frozen(branch, freeze);
                    return Optional.empty();
                }));
        return List.copyOf(settled);
    }

    /**
     * Keeps the request for a change that is held up to date, and touches no other.
     *
     * @param isWanted whether a person asks for it now: it is opened where there is none; without that, none is opened
     * @return what became of it; empty where there is none
     */
    public List<Settled> settleHeld(PlannedRequest held, boolean isWanted) {
        if (!isWanted && !remote.branches(held.branch()).contains(held.branch())) {
            return List.of();
        }
        requireOther(Set.of(held.branch()));
        RequestLifecycle life = new RequestLifecycle(forge.get(), remote, base, commits, terms, words);
        attempt(life, held.subject(), each -> isWanted ? Optional.of(each.propose(held)) : each.keepOpen(held));
        return List.copyOf(settled);
    }

    /** It would be rewritten, and Argo CD would follow. */
    private void requireOther(Set<String> wanted) {
        if (wanted.contains(terms.base())) {
            throw new GitException(
                    "'" + terms.base() + "' is the branch that Argo CD follows and cannot hold a request:"
                            + " change git.branch, or the name of the cluster");
        }
    }

    private void attempt(RequestLifecycle life, String subject, Function<RequestLifecycle, Optional<Settled>> act) {
        if (exhausted.isPresent()) {
            settled.add(Settled.left(subject, Settlement.DEFERRED, Optional.empty(), exhausted.get()));
            return;
        }
        try {
            act.apply(life).ifPresent(result -> {
                opened += result.state() == Settlement.OPENED ? 1 : 0;
                settled.add(result);
            });
            failuresInARow = 0;
        } catch (ForgeLimitException e) {
            exhausted = Optional.of(e.explanation());
            settled.add(Settled.left(subject, Settlement.DEFERRED, Optional.empty(), exhausted.get()));
        } catch (ExplainedException e) {
            LOG.debugf(e, "where the request for %s failed (%s)", subject, e.subject());
            fail(subject, e.explanation());
        } catch (RuntimeException e) { // what was settled before is to be reported
            LOG.errorf(e, "the request for %s ended with an unexpected exception", subject);
            fail(subject, "unexpected: " + e);
        }
    }

    private void fail(String subject, String reason) {
        settled.add(Settled.left(subject, Settlement.FAILED, Optional.empty(), reason));
        failuresInARow++;
        if (failuresInARow == MANY) {
            exhausted = Optional.of("not asked after " + MANY + " failures in a row");
        }
    }
}
