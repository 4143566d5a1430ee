package dev.sluice;

import dev.sluice.run.Outcome;
import dev.sluice.verify.CheckResult;
import java.util.List;

/** What a one-shot or a check tells its caller. */
enum ExitCode {
    DONE(0),
    FAILED(1),
    MISUSED(2),
    HELD(3);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static ExitCode of(List<CheckResult> findings) {
        return findings.stream().allMatch(CheckResult::isGood) ? DONE : FAILED;
    }

    static ExitCode of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Unchanged unchanged -> DONE;
            case Outcome.Committed committed -> DONE;
            case Outcome.Planned planned -> DONE;
            case Outcome.Proposed proposed -> DONE;
            case Outcome.Skipped skipped -> DONE;
            case Outcome.Failed failed -> FAILED;
            case Outcome.Held held -> HELD;
        };
    }
}
