package dev.sluice.review.forge.bitbucket;

import dev.sluice.review.forge.ForgeContract;
import dev.sluice.serve.Service;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(Service.class)
class BitbucketDataCenterTest extends ForgeContract {

    BitbucketDataCenterTest() {
        super(BitbucketDataCenter.PROVIDER, "platform/fleet");
    }

    @Override
    protected String noComments() {
        return "{\"values\": [], \"size\": 0, \"isLastPage\": true}";
    }
}
