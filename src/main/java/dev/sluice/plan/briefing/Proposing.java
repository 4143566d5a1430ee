package dev.sluice.plan.briefing;

import java.util.List;

/**
 * How changes are divided into requests.
 *
 * @param isTogether whether one request holds the changes of all clusters
 * @param labels what each request carries beside its risk, each once
 */
public record Proposing(boolean isTogether, List<String> labels) {

    public Proposing {
        labels = List.copyOf(labels);
    }
}
