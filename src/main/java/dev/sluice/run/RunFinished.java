package dev.sluice.run;

/** A run has ended. */
public record RunFinished(Outcome outcome, RunReport report) {}
