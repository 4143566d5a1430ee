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
class BitbucketDataCenterLifeTest extends RequestLifeContract {

    BitbucketDataCenterLifeTest() {
        super(BitbucketDataCenter.PROVIDER, "platform/fleet", started(StubBitbucketServer::new));
    }

    @Override
    protected void label(StubRequest request, String label) {
        request.title = "[" + label + "] " + request.title;
    }

    @Override
    protected void askForChanges(StubRequest request, String reviewer) {
        request.reviewers.put(reviewer, "NEEDS_WORK");
    }
}
