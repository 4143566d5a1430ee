package dev.sluice.plan;

import dev.sluice.policy.AssertionResult;
import dev.sluice.text.ExplainedException;
import java.util.List;
import java.util.stream.Collectors;

/** Rules contradict what is asserted of every firewall: nothing may be published. */
public final class AssertionException extends ExplainedException {

    private static final long serialVersionUID = 1;

    /** How many of the failures are spelled out: a feed that lost a block fails in every namespace alike. */
    private static final int SHOWN = 3;

    AssertionException(List<FailedAssertion> failed) {
        super(
                "sluice.assertions",
                failed.stream().limit(SHOWN).map(FailedAssertion::toString).collect(Collectors.joining("; "))
                        + (failed.size() > SHOWN ? "; and " + (failed.size() - SHOWN) + " more" : "")
                        + ": check the feeds and the rules, or change what sluice.assertions says of "
                        + failed.stream()
                                .map(each ->
                                        each.result().assertion().addresses().toString())
                                .distinct()
                                .limit(SHOWN)
                                .collect(Collectors.joining(", ")));
    }

    /** An assertion that does not hold in a namespace of a cluster. */
    record FailedAssertion(String cluster, AssertionResult result) {

        @Override
        public String toString() {
            return "an assertion fails in namespace " + result.namespace() + " of cluster " + cluster + ": " + result;
        }
    }
}
