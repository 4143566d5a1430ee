package dev.sluice.run;

import dev.sluice.gitops.Remote;
import dev.sluice.review.Forge;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where the fleet's repository lies.
 *
 * @param remotes of runs
 * @param aside remotes for reading it between runs; they may stay open for any time
 * @param forge the forge with a run's patience
 */
public record RepositoryAccess(Supplier<Remote> remotes, Supplier<Remote> aside, Optional<Supplier<Forge>> forge) {}
