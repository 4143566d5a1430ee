package dev.sluice.plan;

import dev.sluice.gitops.Draft;
import dev.sluice.plan.briefing.Briefing;
import dev.sluice.plan.briefing.Title;
import dev.sluice.policy.Impact;
import dev.sluice.review.Candidate;
import dev.sluice.review.body.RequestBody;
import java.util.List;

/**
 * A change that is to be proposed, with the facts that its request says.
 *
 * @param subject the cluster that it is for, or {@code all}
 * @param branch the short name of the branch that it waits on
 * @param briefing the facts, without what recorded flows say
 * @param labels those that a request for it carries beside what people gave it
 */
public record PlannedRequest(String subject, String branch, Draft draft, Briefing briefing, List<String> labels) {

    public PlannedRequest {
        labels = List.copyOf(labels);
    }

    /** @param impacts what recorded flows say of the plan */
    Candidate candidate(List<Impact> impacts, RequestBody words) {
        return new Candidate(subject, branch, draft, briefing.content(), new Said(briefing, impacts, words), labels);
    }

    /** Written only where a request is opened or changed. */
    private record Said(Briefing briefing, List<Impact> impacts, RequestBody words) implements Candidate.Words {

        @Override
        public String title() {
            return Title.of(briefing);
        }

        @Override
        public String body(int limit) {
            return words.of(briefing.with(impacts), limit);
        }
    }
}
