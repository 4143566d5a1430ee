package dev.sluice.review.body;

import dev.sluice.plan.briefing.Briefing;
import dev.sluice.policy.Action;
import dev.sluice.policy.Amounts;
import dev.sluice.policy.Assertion;
import dev.sluice.policy.AssertionResult;
import dev.sluice.policy.Guards.Measurement;
import dev.sluice.review.body.BodyModel.CheckTables;
import dev.sluice.review.body.BodyModel.GuardRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Each guard with number and limit, and what is asserted. */
final class CheckSection {

    private CheckSection() {}

    static CheckTables of(Briefing briefing, Depth depth) {
        Briefing.Checks checks = briefing.checks();
        SequencedMap<Assertion, List<AssertionResult>> assertions = new LinkedHashMap<>();
        briefing.clusters().stream()
                .flatMap(cluster -> cluster.assertions().stream())
                .forEach(result -> assertions
                        .computeIfAbsent(result.assertion(), any -> new ArrayList<>())
                        .add(result));
        return new CheckTables(
                checks.readings().stream()
                        .map(reading -> guard(reading, checks.accepted()))
                        .toList(),
                assertions.entrySet().stream()
                        .limit(depth.rows())
                        .map(CheckSection::assertion)
                        .toList(),
                Math.max(0, assertions.size() - depth.rows()));
    }

    private static GuardRow guard(Measurement reading, boolean accepted) {
        String result = accepted ? "above, let pass by sluice.guards.accept" : "**above**";
        return new GuardRow(
                Inline.code(reading.guard()),
                reading.guard().sentence(),
                reading.measured(),
                reading.allowed(),
                reading.tripped() ? result : "below");
    }

    private static BodyModel.AssertionRow assertion(Map.Entry<Assertion, List<AssertionResult>> entry) {
        Assertion assertion = entry.getKey();
        long failed =
                entry.getValue().stream().filter(result -> !result.holds()).count();
        String where = Amounts.count(entry.getValue().size(), "namespace");
        return new BodyModel.AssertionRow(
                Inline.code(assertion.addresses()),
                assertion.expected() == Action.DENY ? "deny" : "allow",
                Inline.code(assertion.note()),
                failed == 0 ? "holds in " + where : "**fails** in " + failed + " of " + where);
    }
}
