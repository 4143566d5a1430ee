package dev.sluice.sync;

/** A run has ended. */
public record RunFinished(Outcome outcome, RunReport report) {}
