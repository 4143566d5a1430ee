package dev.sluice.review.body;

import dev.sluice.plan.briefing.Briefing;
import dev.sluice.policy.Action;
import dev.sluice.policy.Amounts;
import dev.sluice.policy.Assertion;
import dev.sluice.policy.AssertionResult;
import dev.sluice.policy.Guards.Measurement;
import dev.sluice.review.body.BodyModel.CheckTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Guards that did not hold the change, and what is asserted: one sentence, and the numbers folded. */
final class CheckSection {

    private static final int ASSERTIONS = 40;

    private CheckSection() {}

    static CheckTables of(Briefing briefing, Room room) {
        Briefing.Checks checks = briefing.checks();
        SequencedMap<Assertion, List<AssertionResult>> assertions = new LinkedHashMap<>();
        briefing.clusters().stream()
                .flatMap(cluster -> cluster.assertions().stream())
                .forEach(result -> assertions
                        .computeIfAbsent(result.assertion(), any -> new ArrayList<>())
                        .add(result));
        List<Map.Entry<Assertion, List<AssertionResult>>> failed = assertions.entrySet().stream()
                .filter(entry -> !holds(entry.getValue()))
                .toList();
        List<Map.Entry<Assertion, List<AssertionResult>>> held = assertions.entrySet().stream()
                .filter(entry -> holds(entry.getValue()))
                .toList();
        List<Measurement> accepted = checks.accepted()
                ? checks.readings().stream().filter(Measurement::tripped).toList()
                : List.of();
        List<Measurement> quiet =
                checks.readings().stream().filter(reading -> !reading.tripped()).toList();
        return new CheckTables(
                room.lines(
                                accepted,
                                accepted.size(),
                                reading -> guard(reading, " above, let pass by `sluice.guards.accept` |"))
                        .items(),
                words(checks, quiet.size(), assertions.size(), failed.size()),
                room.lines(quiet, quiet.size(), reading -> guard(reading, "")).items(),
                room.lines(failed, ASSERTIONS, CheckSection::assertion).items(),
                room.lines(held, ASSERTIONS, CheckSection::assertion));
    }

    private static boolean holds(List<AssertionResult> results) {
        return results.stream().allMatch(AssertionResult::holds);
    }

    private static Inline words(Briefing.Checks checks, int quiet, int assertions, int failed) {
        String guards = checks.readings().isEmpty()
                ? "Guards compare with what is published; here nothing is yet."
                : quiet == checks.readings().size() ? "No guard trips." : "The other guards did not trip.";
        String asserted =
                switch (failed) {
                    case 0 -> assertions == 0 ? "" : " " + Amounts.count(assertions, "assertion") + " hold.";
                    default -> " **" + Amounts.count(failed, "assertion") + " of " + assertions + " fail.**";
                };
        return Inline.words(guards + asserted);
    }

    private static Inline guard(Measurement reading, String result) {
        return Inline.say(
                "| %s | %s | %s | %s |" + result,
                Inline.code(reading.guard()),
                Inline.words(reading.guard().sentence()),
                Inline.words(reading.measured()),
                Inline.words(reading.allowed()));
    }

    private static Inline assertion(Map.Entry<Assertion, List<AssertionResult>> entry) {
        Assertion assertion = entry.getKey();
        long failed =
                entry.getValue().stream().filter(result -> !result.holds()).count();
        String where = Amounts.count(entry.getValue().size(), "namespace");
        return Inline.say(
                "| %s | %s | %s | %s |",
                assertion.addresses(),
                Inline.words(assertion.expected() == Action.DENY ? "deny" : "allow"),
                Inline.code(assertion.note()),
                Inline.words(failed == 0 ? "holds in " + where : "**fails** in " + failed + " of " + where));
    }
}
