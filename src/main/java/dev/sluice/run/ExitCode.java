package dev.sluice.run;

/** What a one-shot or a check tells its caller. */
public enum ExitCode {
    DONE(0),
    FAILED(1),
    MISUSED(2),
    HELD(3);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
