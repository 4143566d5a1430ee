package dev.sluice.serve.hooks;

import dev.sluice.gitops.BranchOwner;
import dev.sluice.gitops.Origin;
import dev.sluice.serve.hooks.HookEvent.OtherEvent;
import dev.sluice.serve.hooks.HookEvent.Pushed;
import dev.sluice.serve.hooks.HookEvent.PushedCommit;
import dev.sluice.serve.hooks.HookEvent.RequestTouched;
import dev.sluice.serve.hooks.HookEvent.SeveralEvents;
import java.util.Locale;

/**
 * What follows from an event.
 *
 * @param origin the fleet's repository
 * @param owner whose branches are Sluice's own
 */
record HookMeaning(Origin origin, BranchOwner owner) {

    /** In ascending order of work. */
    enum HookEffect {
        /** It is none of Sluice's business, or Sluice's own doing. */
        NOTHING,
        /** Clusters are looked at now. */
        ROUND,
        /** A run begins, and a look at the clusters follows it. */
        RUN
    }

    HookEffect of(HookEvent event) {
        return switch (event) {
            case Pushed push -> push(push);
            case RequestTouched request -> request(request);
            case SeveralEvents several ->
                several.events().stream()
                        .map(this::of)
                        .max(HookEffect::compareTo)
                        .orElse(HookEffect.NOTHING);
            case OtherEvent other -> HookEffect.NOTHING;
        };
    }

    private HookEffect push(Pushed push) {
        if (!isFleet(push.repository()) || !push.branch().equals(origin.branch()) || isOwn(push)) {
            return HookEffect.NOTHING;
        }
        boolean touches = !push.isWhole()
                || push.commits().stream()
                        .flatMap(commit -> commit.files().stream())
                        .anyMatch(file -> owner.folders().cluster(file).isPresent());
        return touches ? HookEffect.RUN : HookEffect.ROUND;
    }

    /**
     * Anyone who may push can write Sluice's name into a commit. All that this gains is that the next scheduled run sees it,
     * and not one at once.
     */
    private boolean isOwn(Pushed push) {
        return push.isWhole() && push.commits().stream().allMatch(this::isOwn);
    }

    private boolean isOwn(PushedCommit commit) {
        return commit.name().equals(origin.author().name())
                && commit.email().equals(origin.author().email());
    }

    private HookEffect request(RequestTouched request) {
        boolean isOurs = isFleet(request.repository())
                && request.target().stream().allMatch(origin.branch()::equals)
                && request.source().stream().allMatch(owner::names);
        return isOurs ? HookEffect.RUN : HookEffect.NOTHING;
    }

    /** Forges take paths in any case. */
    private boolean isFleet(String repository) {
        String url =
                origin.url().toLowerCase(Locale.ROOT).replaceFirst("/+$", "").replaceFirst("\\.git$", "");
        String path = repository.toLowerCase(Locale.ROOT);
        return !path.isEmpty() && (url.endsWith("/" + path) || url.endsWith(":" + path));
    }
}
