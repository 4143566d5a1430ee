package dev.sluice.review.forge.github;

import dev.sluice.review.forge.calls.ForgeCalls;
import dev.sluice.review.forge.github.GitHubApi.MergePlan;
import dev.sluice.review.forge.github.GitHubGraphApi.GraphError;
import dev.sluice.review.forge.github.GitHubGraphApi.Mutation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Has GitHub merge a request once its checks have passed.
 *
 * @see <a href="https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/automatically-merging-a-pull-request">GitHub's documentation</a>
 */
final class GitHubAutoMerge {

    private static final String ENABLE = "mutation($id: ID!, $method: PullRequestMergeMethod!, $head: GitObjectID!) {"
            + " enablePullRequestAutoMerge(input: {pullRequestId: $id, mergeMethod: $method, expectedHeadOid: $head})"
            + " { clientMutationId } }";

    private static final String DISABLE =
            "mutation($id: ID!) { disablePullRequestAutoMerge(input: {pullRequestId: $id}) { clientMutationId } }";

    private final GitHubApi api;
    private final GitHubGraphApi graph;
    private final ForgeCalls calls;

    GitHubAutoMerge(GitHubApi api, GitHubGraphApi graph, ForgeCalls calls) {
        this.api = api;
        this.graph = graph;
        this.calls = calls;
    }

    /** @return why it does not; empty where it will */
    Optional<String> ask(long number, String head, String base) {
        if (!isChecked(base)) {
            return Optional.of("branch '" + base + "' requires no check");
        }
        MergePlan plan = plan(number);
        if (plan.autoMerge() != null) {
            return Optional.empty();
        }
        String method = method();
        List<String> errors = change(
                "have #" + number + " merged later",
                new Mutation(ENABLE, Map.of("id", plan.nodeId(), "method", method, "head", head)));
        if (errors.isEmpty()) {
            return Optional.empty();
        }
        if (errors.stream().anyMatch(error -> error.contains("clean status"))) { // there is nothing to wait for
            calls.write(
                    "merge #" + number,
                    () -> api.merge(number, new GitHubApi.Merging(head, method.toLowerCase(Locale.ROOT))));
            return Optional.empty();
        }
        return Optional.of("GitHub refuses: does the repository allow auto-merge?");
    }

    void cancel(long number) {
        MergePlan plan = plan(number);
        if (plan.autoMerge() != null) {
            change("keep #" + number + " from being merged", new Mutation(DISABLE, Map.of("id", plan.nodeId())));
        }
    }

    private MergePlan plan(long number) {
        return calls.read("read #" + number, () -> api.mergePlan(number));
    }

    /** By a ruleset, or by the older protection of a branch. */
    private boolean isChecked(String base) {
        boolean isRuled = calls.find("read the rules of " + base, () -> api.rules(base)) // older servers have none
                .filter(rules -> rules.stream().anyMatch(rule -> "required_status_checks".equals(rule.type())))
                .isPresent();
        return isRuled
                || calls.read("read the branch " + base, () -> api.branch(base)).requiresChecks();
    }

    private String method() {
        GitHubApi.MergeMethods allowed = calls.read("read how requests are merged", api::mergeMethods);
        if (!Boolean.FALSE.equals(allowed.merge())) {
            return "MERGE";
        }
        return Boolean.TRUE.equals(allowed.squash()) ? "SQUASH" : "REBASE";
    }

    private List<String> change(String what, Mutation mutation) {
        List<GraphError> errors =
                calls.write(what, () -> graph.change(mutation)).errors();
        return errors == null
                ? List.of()
                : errors.stream()
                        .map(error ->
                                Objects.requireNonNullElse(error.message(), "").toLowerCase(Locale.ROOT))
                        .collect(Collectors.toList());
    }
}
