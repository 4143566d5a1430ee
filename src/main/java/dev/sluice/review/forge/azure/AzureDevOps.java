package dev.sluice.review.forge.azure;

import dev.sluice.review.Forge;
import dev.sluice.review.ForgeException;
import dev.sluice.review.Proposal;
import dev.sluice.review.PullRequest;
import dev.sluice.review.PullRequest.RequestState;
import dev.sluice.review.RepositoryPages;
import dev.sluice.review.forge.azure.AzureDevOpsApi.AzureEdit;
import dev.sluice.review.forge.azure.AzureDevOpsApi.AzureLabel;
import dev.sluice.review.forge.azure.AzureDevOpsApi.AzurePull;
import dev.sluice.review.forge.azure.AzureDevOpsApi.NewAzureLabel;
import dev.sluice.review.forge.calls.ForgeAuth;
import dev.sluice.review.forge.calls.ForgeCalls;
import dev.sluice.review.forge.calls.ForgeProvider;
import dev.sluice.review.forge.calls.ForgeSession;
import dev.sluice.review.forge.calls.Opening;
import dev.sluice.review.forge.calls.Pages;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Pull requests of Azure DevOps, its service and its server.
 *
 * @see <a href="https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-requests">Microsoft's documentation</a>
 */
public final class AzureDevOps implements Forge {

    public static final ForgeProvider PROVIDER = new ForgeProvider(
            "azure-devops",
            AzureAddress.FORMS,
            AzureAddress.PAGES,
            Set.of(ForgeProvider.Feature.AUTO_MERGE, ForgeProvider.Feature.FREE_NAMES),
            new ForgeAuth(
                    "Authorization",
                    AzureDevOps::authorization,
                    "the scopes Code (read, write and status) and Project and team (read), and the right to contribute to"
                            + " pull requests"),
            AzureDevOps::new);

    private static final String HEADS = "refs/heads/";

    private final String project;
    private final String repository;
    private final RepositoryPages pages;
    private final AzureDevOpsApi api;
    private final ForgeCalls calls;
    private final AzurePeople people;
    private final AzureRemarks threads;
    private final AzureAutoComplete autoComplete;

    AzureDevOps(ForgeSession session) {
        this.project = session.path().substring(0, session.path().indexOf('/'));
        this.repository = session.path().substring(project.length() + 1);
        this.pages = PROVIDER.pages().of(session.api(), session.path());
        this.api = session.clients().get(AzureDevOpsApi.class, "");
        this.calls = session.calls();
        this.people = new AzurePeople(project, repository, api, calls);
        this.threads = new AzureRemarks(project, repository, api, calls);
        this.autoComplete = new AzureAutoComplete(
                project, repository, api, session.clients().get(AzurePolicyApi.class, ""), calls);
    }

    /** A token of Entra is a JSON web token; a personal one is a password without a user. */
    private static String authorization(String token) {
        return token.matches("eyJ[^.]+\\.[^.]+\\.[^.]*") ? "Bearer " + token : ForgeAuth.basic(":" + token);
    }

    @Override
    public Optional<PullRequest> find(String branch, String base) {
        Optional<AzurePull> open = first(branch, base, "active");
        return open.or(() -> first(branch, base, "all"))
                .map(pull -> pull(pull.pullRequestId())) // a list cuts descriptions
                .map(pull -> request(pull, labels(pull.pullRequestId())));
    }

    @Override
    public PullRequest open(Proposal proposal) {
        AzureDescription description = AzureDescription.of(proposal.body());
        AzureDevOpsApi.NewAzurePull pull = new AzureDevOpsApi.NewAzurePull(
                HEADS + proposal.branch(),
                HEADS + proposal.base(),
                proposal.title(),
                description.text(),
                proposal.draft(),
                proposal.labels().stream().map(NewAzureLabel::new).toList());
        return Opening.open(
                this,
                proposal,
                () -> {
                    AzurePull opened = calls.write(
                            "open a request from " + proposal.branch() + " into " + proposal.base(),
                            () -> api.open(project, repository, pull));
                    threads.sayRest(opened.pullRequestId(), description);
                    return request(opened, new LinkedHashSet<>(proposal.labels()));
                },
                refusal -> refusal.isStatus(409) && refusal.says("tf401179"));
    }

    @Override
    public PullRequest update(PullRequest request, Proposal proposal) {
        long number = request.number();
        AzureDescription description = AzureDescription.of(proposal.body());
        AzurePull updated = change(number, "update", AzureEdit.of(proposal.title(), description.text()));
        threads.sayRest(number, description);
        return request(updated, label(number, proposal));
    }

    /** The description is written before: it says who closed the request. */
    @Override
    public void close(PullRequest request, String body) {
        change(request.number(), "update", AzureEdit.of(request.title(), AzureDescription.closing(body)));
        change(request.number(), "close", AzureEdit.toState("abandoned"));
    }

    @Override
    public Optional<PullRequest> reopen(PullRequest request) {
        return Opening.again(
                () -> request(change(request.number(), "open again", AzureEdit.toState("active")), request.labels()));
    }

    @Override
    public List<String> ask(PullRequest request, Proposal proposal) {
        return proposal.reviewers().isEmpty() ? List.of() : people.ask(pull(request.number()), proposal.reviewers());
    }

    /** Its permissions are bits on a path of groups, which no call adds up for another account. */
    @Override
    public boolean mayMerge(String user, String base) {
        throw new ForgeException("Azure DevOps does not say who may merge");
    }

    @Override
    public boolean saysWhoMayMerge() {
        return false;
    }

    @Override
    public Optional<String> mergeWhenChecked(PullRequest request, String head, String base) {
        return autoComplete.ask(pull(request.number()), head, base);
    }

    @Override
    public void keepUnmerged(PullRequest request) {
        autoComplete.cancel(pull(request.number()));
    }

    @Override
    public boolean isReviewed(PullRequest request) {
        List<AzureDevOpsApi.AzureReviewer> reviewers = pull(request.number()).reviewers();
        return reviewers != null && reviewers.stream().anyMatch(reviewer -> reviewer.vote() != 0)
                || threads.isOnLine(request.number());
    }

    @Override
    public List<Comment> comments(PullRequest request) {
        return threads.comments(request.number());
    }

    @Override
    public void comment(PullRequest request, String text) {
        threads.say(request.number(), text);
    }

    @Override
    public void edit(PullRequest request, Comment comment, String text) {
        threads.edit(request.number(), comment.id(), text);
    }

    @Override
    public void mark(String commit, CommitStatus status) {
        String state =
                switch (status.state()) {
                    case PENDING -> "pending";
                    case SUCCESS -> "succeeded";
                    case FAILURE -> "failed";
                };
        AzureDevOpsApi.AzureStatus mark = new AzureDevOpsApi.AzureStatus(
                state, status.description(), new AzureDevOpsApi.StatusContext("sluice", status.context()));
        calls.write("mark commit " + commit, () -> api.mark(project, repository, commit, mark));
    }

    @Override
    public RepositoryPages pages() {
        return pages;
    }

    /** What is longer than a description is in a comment. */
    @Override
    public int bodyLimit() {
        return AzureDescription.LONGEST_COMMENT;
    }

    @Override
    public int notesLimit() {
        return AzureDescription.LONGEST_NOTES;
    }

    private AzurePull change(long number, String what, AzureEdit edit) {
        return calls.write(what + " !" + number, () -> api.edit(project, repository, number, edit));
    }

    private AzurePull pull(long number) {
        return calls.read("read !" + number, () -> api.pull(project, repository, number));
    }

    /** One that comes from a fork is not ours. */
    private Optional<AzurePull> first(String branch, String base, String status) {
        return new Pages<AzurePull>(
                        AzureDevOpsApi.PAGE,
                        page -> calls.read("find the request from " + branch + " into " + base, () -> api.pulls(
                                        project,
                                        repository,
                                        HEADS + branch,
                                        HEADS + base,
                                        status,
                                        (page - 1) * AzureDevOpsApi.PAGE)
                                .value()))
                .first(pull -> pull.forkSource() == null);
    }

    private Set<String> labels(long number) {
        List<AzureLabel> labels =
                calls.read("read the labels of !" + number, () -> api.labels(project, repository, number)
                        .value());
        return labels.stream()
                .filter(label -> !Boolean.FALSE.equals(label.active()))
                .map(AzureLabel::name)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Adds and removes each on its own: others may come meanwhile. */
    private Set<String> label(long number, Proposal proposal) {
        Set<String> labels = labels(number);
        for (String name : proposal.labels()) {
            if (labels.add(name)) {
                calls.write("label !" + number, () -> api.label(project, repository, number, new NewAzureLabel(name)));
            }
        }
        for (String name : proposal.dropped()) {
            if (labels.remove(name)) {
                calls.write(
                        "take the label '" + name + "' from !" + number,
                        () -> api.unlabel(project, repository, number, name));
            }
        }
        return labels;
    }

    private PullRequest request(AzurePull pull, Set<String> labels) {
        RequestState state =
                switch (pull.status()) {
                    case "active" -> RequestState.OPEN;
                    case "completed" -> RequestState.MERGED;
                    default -> RequestState.CLOSED;
                };
        String web = pull.repository().webUrl() == null
                ? pages.repository().orElseThrow()
                : AzureAddress.encoded(pull.repository().webUrl());
        return new PullRequest(
                pull.pullRequestId(),
                URI.create(web + "/pullrequest/" + pull.pullRequestId()),
                state,
                pull.title(),
                Objects.requireNonNullElse(pull.description(), ""),
                labels,
                pull.lastMergeSourceCommit() == null
                        ? ""
                        : Objects.requireNonNullElse(
                                pull.lastMergeSourceCommit().commitId(), ""));
    }
}
