package dev.sluice.serve.security;

import dev.sluice.gitops.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * Who may call.
 *
 * @param token its bearer may do everything; no static token is good where it is empty
 * @param callers how long the cluster's answers about a caller are remembered; empty where it is not asked
 */
public record ApiAccess(Optional<Secret> token, Optional<Duration> callers) {}
