package dev.sluice.run;

import dev.sluice.gitops.Commits;
import dev.sluice.gitops.Draft;
import dev.sluice.gitops.Publication;
import dev.sluice.gitops.PushingPublisher;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.Snapshot;
import dev.sluice.plan.briefing.PlannedRequest;
import dev.sluice.plan.settings.Settings;
import dev.sluice.review.Forge;
import dev.sluice.review.Requests;
import dev.sluice.review.Settled;
import dev.sluice.review.Terms;
import dev.sluice.review.body.RequestBody;
import dev.sluice.review.forge.Reviewing;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a run's result goes: to the remote's branches, and to the forge where one is configured.
 *
 * @param forge the forge with a run's patience
 * @param words writes what requests say
 */
public record RemotePublishing(
        Settings settings,
        Supplier<Remote> remotes,
        Commits commits,
        Optional<Supplier<Forge>> forge,
        RequestBody words)
        implements Publishing {

    @Override
    public Remote open() {
        return remotes.get();
    }

    @Override
    public Publication publish(Remote remote, Snapshot base, Draft draft) {
        return new PushingPublisher(remote, commits).publish(base, draft);
    }

    @Override
    public List<Settled> settle(Remote remote, Snapshot base, List<PlannedRequest> planned) {
        return forge.map(connection -> new Requests(remote, base, connection, commits, terms(), words).settle(planned))
                .orElse(List.of());
    }

    private Terms terms() {
        Reviewing reviewing = settings.reviewing().orElseThrow();
        return new Terms(
                settings.origin().branch(),
                reviewing.reviewers(),
                reviewing.assignees(),
                reviewing.draft(),
                reviewing.maxNewRequests());
    }
}
