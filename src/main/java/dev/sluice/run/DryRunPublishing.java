package dev.sluice.run;

import dev.sluice.gitops.PrintingPublisher;
import dev.sluice.gitops.Publisher;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.Snapshot;
import dev.sluice.review.Candidate;
import dev.sluice.review.Settled;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;

/** Where a dry run's result goes: it is shown, and nothing that could write is at hand. */
public record DryRunPublishing(Supplier<Remote> remotes, PrintStream out) implements Publishing {

    @Override
    public Remote open() {
        return remotes.get();
    }

    @Override
    public Publisher publisher(Remote remote) {
        return new PrintingPublisher(out);
    }

    @Override
    public List<Settled> settle(Remote remote, Snapshot base, List<Candidate> candidates) {
        return candidates.stream()
                .map(candidate -> {
                    publisher(remote).publish(base, candidate.draft());
                    return Settled.planned(
                            candidate.subject(), candidate.words().title());
                })
                .toList();
    }
}
