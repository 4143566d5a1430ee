package dev.sluice.review.forge.gitea;

import dev.sluice.review.forge.calls.ForgeCalls;
import dev.sluice.review.forge.calls.RefusedException;
import dev.sluice.review.forge.gitea.GiteaApi.GiteaBranch;
import dev.sluice.review.forge.gitea.GiteaApi.GiteaMerging;
import java.util.Optional;

/** Has Gitea or Forgejo merge a request once its checks have passed. */
final class GiteaAutoMerge {

    private final GiteaApi api;
    private final ForgeCalls calls;

    GiteaAutoMerge(GiteaApi api, ForgeCalls calls) {
        this.api = api;
        this.calls = calls;
    }

    /** @return why it does not; empty where it will */
    Optional<String> ask(long number, String head, String base) {
        GiteaBranch branch = calls.read("read the branch " + base, () -> api.branch(base));
        boolean isChecked = Boolean.TRUE.equals(branch.isChecked())
                && branch.contexts() != null
                && !branch.contexts().isEmpty();
        if (!isChecked) {
            return Optional.of("branch '" + base + "' requires no check");
        }
        try {
            calls.write(
                    "have #" + number + " merged later",
                    () -> api.merge(number, new GiteaMerging("merge", true, head)));
            return Optional.empty();
        } catch (RefusedException e) {
            if (e.isStatus(409) && e.says("already scheduled")) {
                return Optional.empty();
            }
            if (!e.isAboutState()) {
                throw e;
            }
            return Optional.of("the forge refuses: does it need an approval?");
        }
    }

    void cancel(long number) {
        try {
            calls.write("keep #" + number + " from being merged", () -> api.cancelMerge(number));
        } catch (RefusedException e) {
            if (!e.isStatus(404)) { // no merge waits
                throw e;
            }
        }
    }
}
