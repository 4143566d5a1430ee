package dev.sluice.review.forge.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilePagesTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.github.com, https://github.com",
        "https://api.octo.ghe.com, https://octo.ghe.com",
        "https://git.example/api/v3, https://git.example",
        "https://git.example:8443/gitlab/api/v4, https://git.example:8443/gitlab",
        "http://localhost:3000/api/v1, http://localhost:3000"
    })
    void areToldFromTheAddressOfTheApi(URI api, String site) {
        assertThat(FilePages.of(api, "platform/fleet").at("tree", "0a".repeat(20), "clusters/demo"))
                .hasToString("Optional[" + site + "/platform/fleet/tree/" + "0a".repeat(20) + "/clusters/demo]");
    }

    @Test
    void areUnknownBehindOtherAddresses() {
        assertThat(FilePages.of(URI.create("https://proxy.example/forge"), "a/b")
                        .at("tree", "0", "c"))
                .isEmpty();
        assertThat(FilePages.of(URI.create("https://api.github.com"), "a/b").at("tree", "0", "c)[x](//evil"))
                .isEmpty();
    }
}
