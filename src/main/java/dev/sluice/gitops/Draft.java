package dev.sluice.gitops;

/** A change that is ready to be published, and what to say about it. */
public record Draft(Change change, Message message) {}
