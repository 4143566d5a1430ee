package dev.sluice.review.forge.bitbucket;

import dev.sluice.review.forge.RequestLifeContract;
import dev.sluice.review.forge.StubRequest;
import dev.sluice.serve.Service;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Tag;

@QuarkusTest
@Tag("application")
@TestProfile(Service.class)
class BitbucketCloudLifeTest extends RequestLifeContract {

    BitbucketCloudLifeTest() {
        super(BitbucketCloud.PROVIDER, "platform/fleet", started(StubBitbucketCloud::new));
    }

    @Override
    protected void label(StubRequest request, String label) {
        request.title = "[" + label + "] " + request.title;
    }

    @Override
    protected void askForChanges(StubRequest request, String reviewer) {
        request.reviewers.put(reviewer, "changes_requested");
    }

    @Override
    protected boolean reopens() {
        return false;
    }

    @Override
    protected boolean hasTeams() {
        return false;
    }

    /** The API has none: what is set in the moment between reading and writing may be lost. */
    @Override
    protected boolean hasVersions() {
        return false;
    }
}
