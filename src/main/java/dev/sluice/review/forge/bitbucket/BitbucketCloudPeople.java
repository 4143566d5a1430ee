package dev.sluice.review.forge.bitbucket;

import dev.sluice.review.ForgeException;
import dev.sluice.review.Proposal;
import dev.sluice.review.forge.bitbucket.BitbucketCloudApi.CloudEdit;
import dev.sluice.review.forge.bitbucket.BitbucketCloudApi.CloudPull;
import dev.sluice.review.forge.bitbucket.BitbucketCloudApi.CloudUser;
import dev.sluice.review.forge.bitbucket.BitbucketCloudApi.Grant;
import dev.sluice.review.forge.bitbucket.BitbucketCloudApi.MergeLimit;
import dev.sluice.review.forge.bitbucket.BitbucketCloudApi.WorkspaceMember;
import dev.sluice.review.forge.calls.ForgeCalls;
import dev.sluice.review.forge.calls.LinkedPages;
import dev.sluice.review.forge.calls.Opening;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who reviews on Bitbucket Cloud, and who may merge. Nicknames are not unique there: an account is its UUID. */
final class BitbucketCloudPeople {

    private final String workspace;
    private final String slug;
    private final BitbucketCloudApi api;
    private final ForgeCalls calls;
    private @Nullable List<CloudUser> members;

    BitbucketCloudPeople(String workspace, String slug, BitbucketCloudApi api, ForgeCalls calls) {
        this.workspace = workspace;
        this.slug = slug;
        this.api = api;
        this.calls = calls;
    }

    /** What identifies the author of a comment, for readers and for {@link #mayMerge}. */
    String name(@Nullable CloudUser user) {
        return user == null ? "" : Objects.requireNonNullElse(user.nickname(), "") + " " + user.uuid();
    }

    /** @return whom Bitbucket refuses, a sentence each */
    List<String> ask(long number, List<String> reviewers) {
        return Opening.each(reviewers, name -> askOne(number, name));
    }

    /** Sets all reviewers, so that it names those who are there. */
    private void askOne(long number, String name) {
        if (name.startsWith(Proposal.TEAM)) {
            throw new ForgeException(
                    "Bitbucket Cloud asks no groups for reviews: '" + name + "' cannot be asked; name its people");
        }
        CloudUser wanted = member(name);
        CloudPull now = calls.read("read #" + number, () -> api.pull(workspace, slug, number));
        List<CloudUser> all = new ArrayList<>(Objects.requireNonNullElse(now.reviewers(), List.of()));
        boolean hasReviewed = now.participants() != null
                && now.participants().stream().anyMatch(each -> each.state() != null && isSame(each.user(), wanted));
        if (hasReviewed || all.stream().anyMatch(each -> isSame(each, wanted))) {
            return;
        }
        all.add(wanted);
        calls.write(
                "ask for a review of #" + number + ": " + name,
                () -> api.edit(
                        workspace,
                        slug,
                        number,
                        new CloudEdit(now.title(), Objects.requireNonNullElse(now.description(), ""), all)));
    }

    private CloudUser member(String name) {
        if (members == null) {
            members = new LinkedPages<WorkspaceMember>(
                            1,
                            page -> calls.read("read the members of " + workspace, () -> {
                                BitbucketCloudApi.MemberPage found = api.members(workspace, page);
                                return BitbucketPieces.ofPage(found.values(), found.next(), page);
                            }))
                    .all().stream()
                            .map(WorkspaceMember::user)
                            .filter(Objects::nonNull)
                            .toList();
        }
        List<CloudUser> found = members.stream()
                .filter(user -> name.equals(user.nickname())
                        || name.equals(user.account())
                        || user.uuid().equals("{" + name + "}"))
                .toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw new ForgeException(
                found.isEmpty()
                        ? "there is no member " + name + " of the workspace " + workspace
                                + ", by nickname or UUID, or the token may not see them"
                        : "several members of the workspace " + workspace + " are called " + name + ": give the UUID");
    }

    /** Who may write to the repository, unless the branch is restricted to others. */
    boolean mayMerge(String author, String base) {
        String uuid = author.substring(author.lastIndexOf(' ') + 1);
        boolean mayWrite = new LinkedPages<Grant>(
                        1,
                        page -> calls.read("read what " + author + " may do", () -> {
                            BitbucketCloudApi.GrantPage found = api.grants(workspace, slug, page);
                            return BitbucketPieces.ofPage(found.values(), found.next(), page);
                        }))
                .first(grant -> grant.user() != null
                        && grant.user().uuid().equals(uuid)
                        && ("write".equals(grant.permission()) || "admin".equals(grant.permission())))
                .isPresent();
        return mayWrite
                && new LinkedPages<MergeLimit>(
                                1,
                                page -> calls.read("read who may merge into " + base, () -> {
                                    BitbucketCloudApi.LimitPage found = api.mergeLimits(workspace, slug, page);
                                    return BitbucketPieces.ofPage(found.values(), found.next(), page);
                                }))
                        .first(limit -> mayBe(limit, base) && !names(limit, uuid))
                        .isEmpty();
    }

    /** A model, or a pattern that is not a plain name, may mean any branch. */
    private static boolean mayBe(MergeLimit limit, String base) {
        boolean isPlain = "glob".equals(limit.kind())
                && limit.pattern() != null
                && limit.pattern().chars().noneMatch(c -> "*?[]{}".indexOf(c) >= 0);
        return !isPlain || base.equals(limit.pattern());
    }

    /** Of a group nothing is known here: its members have to be named. */
    private static boolean names(MergeLimit limit, String uuid) {
        return limit.users() != null
                && limit.users().stream().anyMatch(user -> user.uuid().equals(uuid));
    }

    private static boolean isSame(@Nullable CloudUser one, CloudUser other) {
        return one != null && one.uuid().equals(other.uuid());
    }
}
