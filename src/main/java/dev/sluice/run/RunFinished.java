package dev.sluice.run;

import java.util.Optional;

/**
 * A run has ended.
 *
 * @param branch the commit that the followed branch was at, 40 hexadecimal digits; empty where it is not known
 */
public record RunFinished(Outcome outcome, RunReport report, Optional<String> branch) {}
