package dev.sluice.review.forge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.Origin;
import dev.sluice.gitops.Secret;
import dev.sluice.review.Repository;
import dev.sluice.review.RepositoryPages;
import dev.sluice.review.forge.calls.PageForms;
import dev.sluice.run.ReviewLab;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepositoryPagesTest {

    private static final String COMMIT = "5b62de4a4a19b4eb25667b32f7222d91b675796f";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "github | https://api.github.com | platform/fleet | https://github.com/platform/fleet/commit/C"
                        + " | https://github.com/platform/fleet/tree/C/clusters/demo",
                "github | https://git.example/api/v3 | a/b | https://git.example/a/b/commit/C"
                        + " | https://git.example/a/b/tree/C/clusters/demo",
                "github | https://api.octo.ghe.com | a/b | https://octo.ghe.com/a/b/commit/C"
                        + " | https://octo.ghe.com/a/b/tree/C/clusters/demo",
                "gitlab | https://git.example:8443/in/api/v4 | a/b/c | https://git.example:8443/in/a/b/c/-/commit/C"
                        + " | https://git.example:8443/in/a/b/c/-/tree/C/clusters/demo",
                "gitea | http://localhost:3000/api/v1 | a/b | http://localhost:3000/a/b/commit/C"
                        + " | http://localhost:3000/a/b/src/commit/C/clusters/demo",
                "bitbucket-cloud | https://api.bitbucket.org/2.0 | a/b | https://bitbucket.org/a/b/commits/C"
                        + " | https://bitbucket.org/a/b/src/C/clusters/demo",
                "bitbucket-data-center | https://git.example/in/rest | NET/fleet"
                        + " | https://git.example/in/projects/NET/repos/fleet/commits/C"
                        + " | https://git.example/in/projects/NET/repos/fleet/browse/clusters/demo?at=C",
                "bitbucket-data-center | https://git.example/rest | ~anna/fleet"
                        + " | https://git.example/users/anna/repos/fleet/commits/C"
                        + " | https://git.example/users/anna/repos/fleet/browse/clusters/demo?at=C",
                "azure-devops | https://dev.azure.com/acme | My Net/fleet"
                        + " | https://dev.azure.com/acme/My%20Net/_git/fleet/commit/C"
                        + " | https://dev.azure.com/acme/My%20Net/_git/fleet?path=/clusters/demo&version=GCC"
            })
    void followFromTheAddressOfTheApi(String forge, URI api, String path, String commit, String folder) {
        RepositoryPages pages = ForgeRegistry.find(forge).orElseThrow().pages().of(api, path);

        assertThat(pages.commit("C")).contains(URI.create(commit));
        assertThat(pages.folder("C", "clusters/demo")).contains(URI.create(folder));
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/platform/fleet.git,github,https://github.com/platform/fleet/commit/",
        "https://git.example:8443/a/b/fleet,gitlab,https://git.example:8443/a/b/fleet/-/commit/",
        "git@git.example:platform/fleet.git,gitea,https://git.example/platform/fleet/commit/",
        "ssh://git@git.example:2222/platform/fleet.git,forgejo,https://git.example/platform/fleet/commit/"
    })
    void followFromTheAddressOfGitBehindAnotherOne(String url, String forge, String page) {
        assertThat(pages(url, forge, "https://proxy.example/forge").commit(COMMIT))
                .contains(URI.create(page + COMMIT));
    }

    @Test
    void areUnknownForAFolderBehindAnotherAddress() {
        assertThat(pages("file:///srv/fleet.git", "gitea", "https://proxy.example/forge")
                        .commit(COMMIT))
                .isEmpty();
        assertThat(RepositoryPages.UNKNOWN.commit(COMMIT)).isEmpty();
    }

    @Test
    void escapeNoPathThatIsNotPlain() {
        assertThat(PageForms.plain("/commit/{commit}", "/tree/{commit}/{path}")
                        .of(URI.create("https://api.github.com"), "a/b")
                        .folder(COMMIT, "c)[x](//evil"))
                .isEmpty();
    }

    private static RepositoryPages pages(String url, String forge, String api) {
        Repository repository = new Repository(
                URI.create(api),
                "platform/fleet",
                new Repository.AccessToken(Secret.of("t0ken")),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Optional.empty());
        Reviewing each = ReviewLab.EACH;
        return new Reviewing(
                        ForgeRegistry.find(forge).orElseThrow(),
                        repository,
                        each.grouping(),
                        List.of(),
                        List.of(),
                        List.of(),
                        false,
                        25,
                        false,
                        Optional.empty())
                .pages(new Origin(url, "main", new Origin.Anonymous(), new Origin.CommitAuthor("a", "b")));
    }
}
