package dev.sluice.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.Origin;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitPagesTest {

    private static final String COMMIT = "5b62de4a4a19b4eb25667b32f7222d91b675796f";

    @ParameterizedTest
    @CsvSource({
        "https://github.com/platform/fleet.git,github,https://github.com/platform/fleet/commit/",
        "https://git.example:8443/a/b/fleet,gitlab,https://git.example:8443/a/b/fleet/-/commit/",
        "git@git.example:platform/fleet.git,gitea,https://git.example/platform/fleet/commit/",
        "ssh://git@git.example:2222/platform/fleet.git,forgejo,https://git.example/platform/fleet/commit/",
    })
    void followFromTheAddressOfTheRepository(String url, String forge, String page) {
        assertThat(pages(url, Optional.of(forge)).page(COMMIT)).contains(URI.create(page + COMMIT));
    }

    @Test
    void areUnknownForAFolderAndWithoutAForge() {
        assertThat(pages("file:///srv/fleet.git", Optional.of("gitea")).page(COMMIT))
                .isEmpty();
        assertThat(pages("https://git.example/fleet.git", Optional.empty()).page(COMMIT))
                .isEmpty();
    }

    private static CommitPages pages(String url, Optional<String> forge) {
        return CommitPages.of(
                new Origin(url, "main", new Origin.Anonymous(), new Origin.CommitAuthor("a", "b")), forge);
    }
}
