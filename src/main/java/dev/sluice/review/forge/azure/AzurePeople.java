package dev.sluice.review.forge.azure;

import dev.sluice.review.ForgeException;
import dev.sluice.review.Proposal;
import dev.sluice.review.forge.azure.AzureDevOpsApi.AzureIdentity;
import dev.sluice.review.forge.azure.AzureDevOpsApi.AzurePull;
import dev.sluice.review.forge.azure.AzureDevOpsApi.AzureReviewer;
import dev.sluice.review.forge.azure.AzureDevOpsApi.AzureTeam;
import dev.sluice.review.forge.azure.AzureDevOpsApi.TeamMember;
import dev.sluice.review.forge.calls.ForgeCalls;
import dev.sluice.review.forge.calls.Opening;
import dev.sluice.review.forge.calls.Pages;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who reviews on Azure DevOps: teams of the project and those who are in one, which are found by name and asked by id. */
final class AzurePeople {

    private final String project;
    private final String repository;
    private final AzureDevOpsApi api;
    private final ForgeCalls calls;
    private @Nullable List<AzureTeam> teams;
    private @Nullable List<AzureIdentity> members;

    AzurePeople(String project, String repository, AzureDevOpsApi api, ForgeCalls calls) {
        this.project = project;
        this.repository = repository;
        this.api = api;
        this.calls = calls;
    }

    /** @return whom Azure DevOps refuses, a sentence each */
    List<String> ask(AzurePull now, List<String> reviewers) {
        Set<String> asked = new HashSet<>();
        if (now.reviewers() != null) {
            now.reviewers().stream().map(AzureReviewer::id).forEach(asked::add);
        }
        return Opening.each(reviewers, name -> {
            String id = name.startsWith(Proposal.TEAM) ? team(name.substring(Proposal.TEAM.length())) : member(name);
            if (asked.add(id)) {
                calls.write(
                        "ask for a review of !" + now.pullRequestId() + ": " + name,
                        () -> api.ask(project, repository, now.pullRequestId(), id, new AzureDevOpsApi.Vote(0)));
            }
        });
    }

    private String team(String name) {
        return teams().stream()
                .filter(team -> name.equalsIgnoreCase(team.name()))
                .map(AzureTeam::id)
                .findFirst()
                .orElseThrow(() -> new ForgeException(
                        "there is no team '" + name + "' in the project " + project + ", or the token may not see it"));
    }

    private String member(String name) {
        List<String> ids = members().stream()
                .filter(person -> name.equalsIgnoreCase(person.uniqueName())
                        || name.equalsIgnoreCase(person.displayName())
                        || name.equalsIgnoreCase(person.id()))
                .map(AzureIdentity::id)
                .distinct()
                .toList();
        if (ids.size() == 1) {
            return ids.getFirst();
        }
        throw new ForgeException(
                ids.isEmpty()
                        ? "there is no " + name + " in a team of the project " + project
                                + ", by mail address, or the token may not see them"
                        : "several people of the project " + project + " are called " + name
                                + ": give the mail address");
    }

    private List<AzureTeam> teams() {
        if (teams == null) {
            teams = new Pages<AzureTeam>(
                            AzureDevOpsApi.PAGE,
                            page -> calls.read("read the teams of the project", () -> api.teams(
                                            project, (page - 1) * AzureDevOpsApi.PAGE)
                                    .value()))
                    .all();
        }
        return teams;
    }

    private List<AzureIdentity> members() {
        if (members == null) {
            members = teams().stream()
                    .flatMap(team -> new Pages<TeamMember>(
                                    AzureDevOpsApi.PAGE,
                                    page -> calls.read("read who is in the team " + team.name(), () -> api.members(
                                                    project, team.id(), (page - 1) * AzureDevOpsApi.PAGE)
                                            .value()))
                            .all().stream())
                    .map(TeamMember::identity)
                    .filter(Objects::nonNull)
                    .toList();
        }
        return members;
    }
}
