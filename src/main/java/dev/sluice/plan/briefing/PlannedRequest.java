package dev.sluice.plan.briefing;

import dev.sluice.gitops.Draft;
import dev.sluice.policy.Impact;
import java.util.List;

/**
 * A change that waits for a person to merge it, with the facts that its request says.
 *
 * @param subject the cluster that it is for, or {@code all}
 * @param branch the short name of its branch
 * @param draft the change and its commit message
 * @param labels those that a request for it carries beside what people gave it
 */
public record PlannedRequest(String subject, String branch, Draft draft, Briefing briefing, List<String> labels) {

    public PlannedRequest {
        labels = List.copyOf(labels);
    }

    /** Identifies what is proposed, in hexadecimal: equal contents make equal requests. */
    public String content() {
        return briefing.content();
    }

    /** The same with what recorded flows say of its clusters. */
    public PlannedRequest with(List<Impact> observed) {
        return new PlannedRequest(subject, branch, draft, briefing.with(observed), labels);
    }
}
