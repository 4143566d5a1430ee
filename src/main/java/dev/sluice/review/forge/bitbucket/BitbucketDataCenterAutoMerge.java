package dev.sluice.review.forge.bitbucket;

import dev.sluice.review.ForgeException;
import dev.sluice.review.ForgeLimitException;
import dev.sluice.review.forge.bitbucket.BitbucketAccessApi.RefMatcher;
import dev.sluice.review.forge.bitbucket.BitbucketAccessApi.RequiredBuild;
import dev.sluice.review.forge.bitbucket.BitbucketDataCenterApi.ServerPull;
import dev.sluice.review.forge.calls.ForgeCalls;
import dev.sluice.review.forge.calls.LinkedPages;
import dev.sluice.review.forge.calls.RefusedException;
import java.util.Optional;

/**
 * Has Bitbucket Data Center, from 8.15 on, merge a request once the builds that it requires have succeeded.
 *
 * @see <a href="https://confluence.atlassian.com/bitbucketserver/auto-merge-1295815717.html">Atlassian's documentation</a>
 */
final class BitbucketDataCenterAutoMerge {

    private final String project;
    private final String slug;
    private final BitbucketDataCenterApi api;
    private final BitbucketAccessApi access;
    private final ForgeCalls calls;

    BitbucketDataCenterAutoMerge(
            String project, String slug, BitbucketDataCenterApi api, BitbucketAccessApi access, ForgeCalls calls) {
        this.project = project;
        this.slug = slug;
        this.api = api;
        this.access = access;
        this.calls = calls;
    }

    /** @return why it is not asked to; empty where it is */
    Optional<String> ask(ServerPull now, String head, String base) {
        boolean isChecked = new LinkedPages<RequiredBuild>(
                        0,
                        start -> calls.read("read the required builds", () -> {
                            BitbucketAccessApi.ConditionPage page = access.requiredBuilds(project, slug, start);
                            return BitbucketPieces.of(page.values(), page.isLastPage(), page.nextPageStart());
                        }))
                .first(build -> isFor(build, base))
                .isPresent();
        if (!isChecked) {
            return Optional.of("branch '" + base + "' requires no build");
        }
        if (!head.equals(now.fromRef().latestCommit())) {
            return Optional.of("Bitbucket has not seen its last commit yet; a later run asks again");
        }
        if (isAsked(now.id(), head)) {
            return Optional.empty();
        }
        try {
            calls.write(
                    "have #" + now.id() + " merged later",
                    () -> api.merge(
                            project,
                            slug,
                            now.id(),
                            now.version(),
                            new BitbucketDataCenterApi.ServerMerging(true, true)));
            return Optional.empty();
        } catch (RefusedException e) {
            if (!e.isAboutState() && !e.isStatus(403)) {
                throw e;
            }
            return Optional.of("Bitbucket does not take it; does the repository allow auto-merge (8.15 or later)?");
        }
    }

    /** One that is not there cannot be cancelled, and need not. */
    void cancel(long number) {
        try {
            calls.write("keep #" + number + " from being merged", () -> api.mergeNot(project, slug, number));
        } catch (RefusedException e) {
            if (!e.isAboutState()) {
                throw e;
            }
        }
    }

    private boolean isAsked(long number, String head) {
        try {
            return calls.find(
                            "read whether #" + number + " is merged later", () -> api.mergeLater(project, slug, number))
                    .filter(asked -> head.equals(asked.fromHash()))
                    .isPresent();
        } catch (ForgeLimitException e) {
            throw e;
        } catch (ForgeException e) { // what is not asked for may have an empty answer
            return false;
        }
    }

    private static boolean isFor(RequiredBuild build, String base) {
        RefMatcher matcher = build.refMatcher();
        if (matcher == null || matcher.type() == null || build.buildParentKeys() == null) {
            return false;
        }
        boolean isAny = "ANY_REF".equals(matcher.type().id());
        boolean isBranch = "BRANCH".equals(matcher.type().id()) && ("refs/heads/" + base).equals(matcher.id());
        return (isAny || isBranch) && !build.buildParentKeys().isEmpty();
    }
}
