package dev.sluice.review.forge.bitbucket;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import dev.sluice.gitops.Secret;
import dev.sluice.review.forge.ForgeContract;
import dev.sluice.review.forge.calls.ForgeAuth;
import dev.sluice.serve.Service;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("application")
@TestProfile(Service.class)
class BitbucketCloudTest extends ForgeContract {

    BitbucketCloudTest() {
        super(BitbucketCloud.PROVIDER, "platform/fleet");
    }

    @Override
    protected String noComments() {
        return "{\"values\": [], \"page\": 1, \"pagelen\": 100, \"size\": 0}";
    }

    @Test
    void sendsTheTokenOfAnAccountWithItsMailAddress() {
        server.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(json(200, noComments())));

        forge(Secret.of("anna@example.com:" + TOKEN)).comments(request());

        assertThat(received().getFirst().getHeader("Authorization"))
                .isEqualTo(ForgeAuth.basic("anna@example.com:" + TOKEN))
                .startsWith("Basic YW5uYUBleGFtcGxlLmNvbTpz");
    }
}
