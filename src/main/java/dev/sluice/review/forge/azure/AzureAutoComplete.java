package dev.sluice.review.forge.azure;

import dev.sluice.review.forge.azure.AzureDevOpsApi.AzureEdit;
import dev.sluice.review.forge.azure.AzureDevOpsApi.AzurePull;
import dev.sluice.review.forge.azure.AzurePolicyApi.PolicyConfiguration;
import dev.sluice.review.forge.azure.AzurePolicyApi.PolicyEvaluation;
import dev.sluice.review.forge.calls.ForgeCalls;
import dev.sluice.review.forge.calls.RefusedException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Has Azure DevOps complete a request once its policies are met.
 *
 * @see <a href="https://learn.microsoft.com/en-us/azure/devops/repos/git/complete-pull-requests#complete-automatically">Microsoft's documentation</a>
 */
final class AzureAutoComplete {

    /** The types of policies that are checks: a build, and a status that something else posts. */
    private static final Set<String> CHECKS =
            Set.of("0609b952-1397-4640-95ec-e00a01b2c241", "cbdc66da-9728-4af8-aada-9a5a32e4a226");

    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    private final String project;
    private final String repository;
    private final AzureDevOpsApi api;
    private final AzurePolicyApi policies;
    private final ForgeCalls calls;

    AzureAutoComplete(
            String project, String repository, AzureDevOpsApi api, AzurePolicyApi policies, ForgeCalls calls) {
        this.project = project;
        this.repository = repository;
        this.api = api;
        this.policies = policies;
        this.calls = calls;
    }

    /** @return why it is not asked to; empty where it is */
    Optional<String> ask(AzurePull now, String head, String base) {
        if (!isChecked(now)) {
            return Optional.of("no policy of branch '" + base + "' requires a build or a status");
        }
        if (now.lastMergeSourceCommit() == null
                || !head.equals(now.lastMergeSourceCommit().commitId())) {
            return Optional.of("Azure DevOps has not seen its last commit yet; a later run asks again");
        }
        if (isAsked(now)) {
            return Optional.empty();
        }
        if (now.createdBy() == null) {
            return Optional.of("Azure DevOps does not say who opened it");
        }
        try {
            set(now, "have", "merged later", now.createdBy().id());
            return Optional.empty();
        } catch (RefusedException e) {
            if (!e.isAboutState()) {
                throw e;
            }
            return Optional.of("Azure DevOps does not take it");
        }
    }

    void cancel(AzurePull now) {
        if (isAsked(now)) {
            set(now, "keep", "from being merged", NOBODY);
        }
    }

    private void set(AzurePull now, String verb, String what, String who) {
        calls.write(
                verb + " !" + now.pullRequestId() + " " + what,
                () -> api.edit(
                        project,
                        repository,
                        now.pullRequestId(),
                        new AzureEdit(
                                null,
                                null,
                                null,
                                new AzureDevOpsApi.IdentityId(who),
                                who.equals(NOBODY) ? null : new AzureDevOpsApi.CompletionOptions(false))));
    }

    private static boolean isAsked(AzurePull now) {
        return now.autoCompleteSetBy() != null && !now.autoCompleteSetBy().id().equals(NOBODY);
    }

    private boolean isChecked(AzurePull now) {
        String id = now.repository().project() == null
                ? ""
                : Objects.requireNonNullElse(now.repository().project().id(), "");
        String artifact = "vstfs:///CodeReview/CodeReviewId/" + id + "/" + now.pullRequestId();
        return calls
                .read("read the policies for !" + now.pullRequestId(), () -> policies.evaluations(project, artifact)
                        .value())
                .stream()
                .map(PolicyEvaluation::configuration)
                .filter(Objects::nonNull)
                .anyMatch(AzureAutoComplete::isRequired);
    }

    private static boolean isRequired(PolicyConfiguration policy) {
        return policy.isEnabled()
                && policy.isBlocking()
                && policy.type() != null
                && CHECKS.contains(Objects.requireNonNullElse(policy.type().id(), ""));
    }
}
