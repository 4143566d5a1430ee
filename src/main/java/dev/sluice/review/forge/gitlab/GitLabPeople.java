package dev.sluice.review.forge.gitlab;

import dev.sluice.review.Proposal;
import dev.sluice.review.forge.calls.ForgeCalls;
import dev.sluice.review.forge.calls.Opening;
import dev.sluice.review.forge.calls.Pages;
import dev.sluice.review.forge.gitlab.GitLabApi.Member;
import dev.sluice.review.forge.gitlab.GitLabApi.MergeAccess;
import dev.sluice.review.forge.gitlab.GitLabApi.MergeRequest;
import dev.sluice.review.forge.gitlab.GitLabApi.User;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Whom a merge request is given to, who is asked to review it, and who may merge it. GitLab identifies users by number. */
final class GitLabPeople {

    /** The least level that may merge into a branch which is not protected. */
    private static final int DEVELOPER = 30;

    private final String project;
    private final GitLabApi api;
    private final ForgeCalls calls;

    GitLabPeople(String project, GitLabApi api, ForgeCalls calls) {
        this.project = project;
        this.api = api;
        this.calls = calls;
    }

    /** @return whom GitLab refuses, a sentence each */
    List<String> ask(long number, Proposal proposal) {
        if (proposal.reviewers().isEmpty() && proposal.assignees().isEmpty()) {
            return List.of();
        }
        List<String> refusals = new ArrayList<>();
        MergeRequest now = calls.read("read !" + number, () -> api.request(project, number));
        SequencedMap<Long, String> reviewers = known(now.reviewers());
        SequencedMap<Long, String> assignees = known(now.assignees());
        refusals.addAll(Opening.each(proposal.reviewers(), name -> find(name, reviewers, refusals)));
        refusals.addAll(Opening.each(proposal.assignees(), name -> find(name, assignees, refusals)));
        boolean isDone = known(now.reviewers()).equals(reviewers)
                && known(now.assignees()).equals(assignees);
        if (!isDone) {
            MergeRequest asked = calls.write(
                    "ask for reviews of !" + number,
                    () -> api.ask(
                            project,
                            number,
                            new GitLabApi.People(List.copyOf(assignees.keySet()), List.copyOf(reviewers.keySet()))));
            missing("cannot ask for a review of !" + number + ": ", reviewers, asked.reviewers(), refusals);
            missing("cannot assign !" + number + " to ", assignees, asked.assignees(), refusals);
        }
        return refusals;
    }

    private void find(String name, Map<Long, String> into, List<String> refusals) {
        if (!name.startsWith(Proposal.TEAM)) {
            Optional<User> user = calls.read("look up the user " + name, () -> api.users(name)).stream()
                    .findFirst();
            user.ifPresentOrElse(
                    found -> into.putIfAbsent(found.id(), name),
                    () -> refusals.add(
                            "there is no user " + name + " on this GitLab, or the token may not see the account"));
            return;
        }
        String group = name.substring(Proposal.TEAM.length());
        List<Member> members = new Pages<>(
                        GitLabApi.PAGE,
                        page -> calls.read(
                                "read the members of the group " + group,
                                () -> api.members(group, GitLabApi.PAGE, page)))
                .all().stream()
                        .filter(member -> isActive(member) && member.level() >= DEVELOPER)
                        .toList();
        if (members.isEmpty()) {
            refusals.add("the group " + group + " has no member who could review");
        }
        members.forEach(member -> into.putIfAbsent(member.id(), member.username()));
    }

    /** GitLab leaves out who may not see the project, and all but one where its edition takes one reviewer only. */
    private static void missing(
            String what, Map<Long, String> wanted, @Nullable List<User> taken, List<String> refusals) {
        Map<Long, String> there = known(taken);
        wanted.forEach((id, name) -> {
            if (!there.containsKey(id)) {
                refusals.add(what + name + ": GitLab leaves this account out");
            }
        });
    }

    private static SequencedMap<Long, String> known(@Nullable List<User> users) {
        SequencedMap<Long, String> known = new LinkedHashMap<>();
        if (users != null) {
            users.forEach(user -> known.put(user.id(), user.username()));
        }
        return known;
    }

    boolean mayMerge(String user, String base) {
        Optional<Member> member =
                calls.read("read what " + user + " may do", () -> api.members(project, user, GitLabApi.PAGE)).stream()
                        .filter(each -> each.username().equals(user) && isActive(each))
                        .findFirst();
        return member.isPresent() && access(base).stream().anyMatch(access -> isMeant(access, member.get()));
    }

    private List<MergeAccess> access(String base) {
        return calls.find("read who may merge into " + base, () -> api.protectedBranch(project, base))
                .map(branch -> Objects.requireNonNullElse(branch.merging(), List.<MergeAccess>of()))
                .orElse(List.of(new MergeAccess(DEVELOPER, null, null)));
    }

    /** Of a group that may merge nothing is known here: its members need a level of their own. */
    private static boolean isMeant(MergeAccess access, Member member) {
        if (access.user() != null) {
            return access.user() == member.id();
        }
        return access.group() == null
                && access.level() != null
                && access.level() > 0
                && member.level() >= access.level();
    }

    private static boolean isActive(Member member) {
        return member.state() == null || member.state().equals("active");
    }
}
