package dev.sluice.review.forge.bitbucket;

import dev.sluice.review.ForgeException;
import dev.sluice.review.Proposal;
import dev.sluice.review.forge.bitbucket.BitbucketAccessApi.RefMatcher;
import dev.sluice.review.forge.bitbucket.BitbucketAccessApi.Restriction;
import dev.sluice.review.forge.bitbucket.BitbucketAccessApi.ReviewerGroup;
import dev.sluice.review.forge.bitbucket.BitbucketDataCenterApi.Participant;
import dev.sluice.review.forge.bitbucket.BitbucketDataCenterApi.ServerPull;
import dev.sluice.review.forge.bitbucket.BitbucketDataCenterApi.ServerUser;
import dev.sluice.review.forge.calls.ForgeCalls;
import dev.sluice.review.forge.calls.LinkedPages;
import dev.sluice.review.forge.calls.Opening;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who reviews on Bitbucket Data Center, and who may merge. */
final class BitbucketDataCenterPeople {

    private static final String HEADS = "refs/heads/";

    private final String project;
    private final String slug;
    private final BitbucketDataCenterApi api;
    private final BitbucketAccessApi access;
    private final ForgeCalls calls;

    BitbucketDataCenterPeople(
            String project, String slug, BitbucketDataCenterApi api, BitbucketAccessApi access, ForgeCalls calls) {
        this.project = project;
        this.slug = slug;
        this.api = api;
        this.access = access;
        this.calls = calls;
    }

    /** @return whom Bitbucket refuses, a sentence each */
    List<String> ask(long number, List<String> reviewers, ServerPull now) {
        Set<String> asked = new HashSet<>();
        Stream.of(now.reviewers(), now.participants())
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .filter(each -> "REVIEWER".equals(each.role()) || !"UNAPPROVED".equals(each.status()))
                .map(Participant::user)
                .forEach(user -> asked.add(user.name().toLowerCase(Locale.ROOT)));
        return Opening.each(reviewers, name -> {
            if (name.startsWith(Proposal.TEAM)) {
                askGroup(number, name.substring(Proposal.TEAM.length()), asked);
            } else {
                askOne(number, name, asked);
            }
        });
    }

    private void askOne(long number, String name, Set<String> asked) {
        if (asked.add(name.toLowerCase(Locale.ROOT))) {
            calls.write(
                    "ask for a review of #" + number + ": " + name,
                    () -> api.ask(
                            project, slug, number, new BitbucketDataCenterApi.Role(new ServerUser(name), "REVIEWER")));
        }
    }

    /** Those who are in a group of reviewers, of the repository or of its project. */
    private void askGroup(long number, String group, Set<String> asked) {
        ReviewerGroup found = new LinkedPages<ReviewerGroup>(
                        0,
                        start -> calls.read("read the groups of reviewers", () -> {
                            BitbucketAccessApi.ReviewerGroupPage page = access.reviewerGroups(project, slug, start);
                            return BitbucketPieces.of(page.values(), page.isLastPage(), page.nextPageStart());
                        }))
                .first(each -> group.equals(each.name()))
                .orElseThrow(() -> new ForgeException(
                        "there is no group of reviewers '" + group + "' in the repository or its project"));
        List<String> refusals = Opening.each(
                Objects.requireNonNullElse(found.users(), List.<ServerUser>of()).stream()
                        .map(ServerUser::name)
                        .toList(),
                name -> askOne(number, name, asked));
        if (!refusals.isEmpty()) {
            throw new ForgeException(String.join("; ", refusals));
        }
    }

    /** Who may write to the repository, unless the branch is restricted to others. */
    boolean mayMerge(String user, String base) {
        boolean mayWrite = new LinkedPages<ServerUser>(
                        0,
                        start -> calls.read("read what " + user + " may do", () -> {
                            BitbucketAccessApi.UserPage page = access.writers(user, project, slug, start);
                            return BitbucketPieces.of(page.values(), page.isLastPage(), page.nextPageStart());
                        }))
                .first(each -> each.name().equals(user))
                .isPresent();
        return mayWrite
                && new LinkedPages<Restriction>(
                                0,
                                start -> calls.read("read who may merge into " + base, () -> {
                                    BitbucketAccessApi.RestrictionPage page = access.restrictions(project, slug, start);
                                    return BitbucketPieces.of(page.values(), page.isLastPage(), page.nextPageStart());
                                }))
                        .first(restriction -> mayBe(restriction.matcher(), base) && !names(restriction, user))
                        .isEmpty();
    }

    /** A pattern or a model may mean any branch. */
    private static boolean mayBe(@Nullable RefMatcher matcher, String base) {
        boolean isBranch = matcher != null
                && matcher.type() != null
                && "BRANCH".equals(matcher.type().id());
        return !isBranch || (HEADS + base).equals(matcher.id());
    }

    /** Of a group nothing is known here: its members have to be named. */
    private static boolean names(Restriction restriction, String user) {
        return restriction.users() != null
                && restriction.users().stream().anyMatch(each -> each.name().equals(user));
    }
}
