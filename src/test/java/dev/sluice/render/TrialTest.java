package dev.sluice.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://www.example.org", "http://www.example.org:8080/up?q=1", "HTTPS://192.0.2.1"})
    void takesSites(String site) {
        assertThat(Trial.site(site)).hasToString(site);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "www.example.org",
                "ftp://www.example.org",
                "file:///etc/passwd",
                "https://",
                "https:///up",
                "https://www.example.org/a b",
                ""
            })
    void refusesWhatIsNoSite(String site) {
        assertThatIllegalArgumentException().isThrownBy(() -> Trial.site(site));
    }

    @Test
    void refusesCredentialsWithoutShowingThem() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trial.site("https://somebody:s3cr3t@www.example.org"))
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("s3cr3t"))
                .withMessageContaining("without credentials");
    }

    @Test
    void refusesToBlockItsOwnControl() {
        URI site = URI.create("https://www.example.org");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trial("curl", site, site))
                .withMessageContaining("cannot be both blocked and reached");
    }
}
