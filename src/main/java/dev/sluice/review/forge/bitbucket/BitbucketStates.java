package dev.sluice.review.forge.bitbucket;

import dev.sluice.review.Forge.CommitStatus;
import dev.sluice.review.PullRequest.RequestState;

/** What both products call the states of requests and of builds. */
final class BitbucketStates {

    private BitbucketStates() {}

    /** One that is declined or superseded is closed. */
    static RequestState ofRequest(String state) {
        return switch (state) {
            case "MERGED" -> RequestState.MERGED;
            case "OPEN" -> RequestState.OPEN;
            default -> RequestState.CLOSED;
        };
    }

    static String ofBuild(CommitStatus status) {
        return switch (status.state()) {
            case PENDING -> "INPROGRESS";
            case SUCCESS -> "SUCCESSFUL";
            case FAILURE -> "FAILED";
        };
    }
}
