package dev.sluice.plan.briefing;

import java.util.List;
import java.util.Optional;

/**
 * How changes are divided into requests.
 *
 * @param isTogether whether one request holds the changes of all clusters
 * @param labels what each request carries beside its risk, each once
 * @param instance the name that branches of this service carry; empty where they carry none
 */
public record Proposing(boolean isTogether, List<String> labels, Optional<String> instance) {

    public Proposing {
        labels = List.copyOf(labels);
    }
}
