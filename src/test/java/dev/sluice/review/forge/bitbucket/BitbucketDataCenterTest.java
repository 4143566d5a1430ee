package dev.sluice.review.forge.bitbucket;

import dev.sluice.review.forge.ForgeContract;
import dev.sluice.serve.Service;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Tag;

@QuarkusTest
@Tag("application")
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
