package dev.sluice.review.forge.gitlab;

import dev.sluice.review.forge.calls.ForgeCalls;
import dev.sluice.review.forge.calls.RefusedException;
import dev.sluice.review.forge.gitlab.GitLabApi.MergeTerms;
import dev.sluice.review.forge.gitlab.GitLabApi.PipelinePlan;
import java.util.Optional;

/**
 * Has GitLab merge a request once its pipeline has succeeded. Without a pipeline it would merge at once.
 *
 * @see <a href="https://docs.gitlab.com/api/merge_requests/#merge-a-merge-request">GitLab's documentation</a>
 */
final class GitLabAutoMerge {

    private final String project;
    private final GitLabApi api;
    private final ForgeCalls calls;

    GitLabAutoMerge(String project, GitLabApi api, ForgeCalls calls) {
        this.project = project;
        this.api = api;
        this.calls = calls;
    }

    /** @return why it does not; empty where it will */
    Optional<String> ask(long number, String head) {
        MergeTerms terms = calls.read("read how requests are merged", () -> api.mergeTerms(project));
        if (!Boolean.TRUE.equals(terms.onlyChecked()) || Boolean.TRUE.equals(terms.skippable())) {
            return Optional.of("the project does not require that pipelines succeed");
        }
        PipelinePlan plan = plan(number);
        if (plan.isAsked()) {
            return Optional.empty();
        }
        if (plan.pipeline() == null || !head.equals(plan.pipeline().sha())) {
            return Optional.of("no pipeline runs for its last commit yet; a later run asks again");
        }
        try {
            calls.write(
                    "have !" + number + " merged later",
                    () -> api.merge(project, number, new GitLabApi.PipelineMerging(true, true, head)));
            return Optional.empty();
        } catch (RefusedException e) {
            if (!e.isAboutState()) {
                throw e;
            }
            return Optional.of("GitLab refuses: does it need an approval?");
        }
    }

    void cancel(long number) {
        if (plan(number).isAsked()) {
            calls.write("keep !" + number + " from being merged", () -> api.cancelMerge(project, number));
        }
    }

    private PipelinePlan plan(long number) {
        return calls.read("read !" + number, () -> api.mergePlan(project, number));
    }
}
