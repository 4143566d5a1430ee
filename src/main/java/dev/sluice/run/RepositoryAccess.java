package dev.sluice.run;

import dev.sluice.gitops.Remote;
import dev.sluice.review.Forge;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where the fleet's repository lies.
 *
 * @param remotes of runs
 * @param aside of whoever looks at it between runs, for as long as they like
 * @param forge the forge with a run's patience
 */
public record RepositoryAccess(Supplier<Remote> remotes, Supplier<Remote> aside, Optional<Supplier<Forge>> forge) {}
