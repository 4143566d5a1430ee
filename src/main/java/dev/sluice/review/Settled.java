package dev.sluice.review;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of one request in a run.
 *
 * @param subject whom it is for: a cluster, or {@code all}
 * @param url where people look at it; empty where there is none
 * @param reason why nothing more was done; empty where all was
 */
public record Settled(String subject, Settlement state, Optional<URI> url, String reason) {

    /** How it was left. */
    public enum Settlement {
        /** It was opened. */
        OPENED,
        /** It says and holds something else now. */
        UPDATED,
        /** It says already what it should. */
        UNCHANGED,
        /** People have taken it into their hands. */
        WAITING,
        /** People closed it, and its content is still the same. */
        DECLINED,
        /** A later run goes on with it. */
        DEFERRED,
        /** Its difference is gone, and so is it. */
        CLOSED,
        /** A dry run only showed it. */
        PLANNED,
        /** The forge or Git did not do its part. */
        FAILED
    }

    static Settled done(String subject, Settlement state, PullRequest request) {
        return new Settled(subject, state, Optional.of(request.url()), "");
    }

    static Settled left(String subject, Settlement state, Optional<PullRequest> request, String reason) {
        return new Settled(subject, state, request.map(PullRequest::url), reason);
    }

    /** @param title what would be proposed */
    public static Settled planned(String subject, String title) {
        return new Settled(subject, Settlement.PLANNED, Optional.empty(), title);
    }

    /** For example {@code demo opened https://git.example/platform/fleet/pull/7}. */
    @Override
    public String toString() {
        return subject + " " + state.name().toLowerCase(Locale.ROOT)
                + url.map(address -> " " + address).orElse("")
                + (reason.isEmpty() ? "" : " (" + reason + ")");
    }
}
