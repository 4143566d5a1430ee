package dev.sluice.cluster.verification;

import java.time.Instant;
import java.util.Optional;

/**
 * How far Argo CD is with a commit.
 *
 * @param finding what is to be said of the Application
 * @param revision that the Application is at; empty where it does not say
 * @param isThere whether the commit was applied, so that objects can be held against it
 * @param since when it was
 */
record ApplicationProgress(Finding finding, Optional<String> revision, boolean isThere, Instant since) {}
