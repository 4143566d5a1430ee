package dev.sluice.review.forge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import dev.sluice.gitops.Secret;
import dev.sluice.review.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForgeSettingsTest {

    private static final Configuration GITHUB = Configuration.minimal()
            .with("sluice.git.url", "https://github.com/platform/fleet.git")
            .with("sluice.review.forge", "github");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "github,  https://github.com/platform/fleet.git,      https://api.github.com,              platform/fleet",
        "github,  https://github.com/platform/fleet/,         https://api.github.com,              platform/fleet",
        "github,  git@github.com:platform/fleet.git,          https://api.github.com,              platform/fleet",
        "github,  ssh://git@ssh.github.com:443/platform/fleet, https://api.github.com,             platform/fleet",
        "github,  https://octo.ghe.com/platform/fleet.git,    https://api.octo.ghe.com,            platform/fleet",
        "github,  https://ghe.example:8443/platform/f.git.git, https://ghe.example:8443/api/v3,    platform/f.git",
        "gitlab,  git@gitlab.com:platform/egress/fleet.git,   https://gitlab.com/api/v4,           platform/egress/fleet",
        "gitea,   ssh://git@gitea.example:2222/platform/fleet.git, https://gitea.example/api/v1,   platform/fleet",
        "forgejo, http://127.0.0.1:3000/platform/fleet.git,   http://127.0.0.1:3000/api/v1,        platform/fleet",
        "bitbucket-data-center, https://git.example/scm/net/fleet.git,       https://git.example/rest,     net/fleet",
        "bitbucket-data-center, https://git.example/bb/scm/~anna/fleet.git,  https://git.example/bb/rest,  ~anna/fleet",
        "bitbucket-data-center, https://git.example/projects/NET/repos/fleet/browse, https://git.example/rest, NET/fleet",
        "bitbucket-data-center, https://git.example/bb/users/anna/repos/fleet, https://git.example/bb/rest, ~anna/fleet",
        "bitbucket-data-center, ssh://git@git.example:7999/~anna/fleet.git,  https://git.example/rest,     ~anna/fleet",
        "bitbucket-cloud, https://bitbucket.org/net/fleet.git,               https://api.bitbucket.org/2.0, net/fleet",
        "bitbucket-cloud, https://anna@bitbucket.org/net/fleet.git,          https://api.bitbucket.org/2.0, net/fleet",
        "bitbucket-cloud, git@bitbucket.org:net/fleet.git,                   https://api.bitbucket.org/2.0, net/fleet",
        "bitbucket-cloud, https://bitbucket.org/net/fleet/src/main/,         https://api.bitbucket.org/2.0, net/fleet",
        "azure-devops, https://dev.azure.com/acme/net/_git/fleet,            https://dev.azure.com/acme,    net/fleet",
        "azure-devops, https://acme@dev.azure.com/acme/net/_git/fleet,       https://dev.azure.com/acme,    net/fleet",
        "azure-devops, https://dev.azure.com/acme/_git/fleet,                https://dev.azure.com/acme,    fleet/fleet",
        "azure-devops, https://dev.azure.com/acme/My%20Net/_git/fleet?path=/demo, https://dev.azure.com/acme, My Net/fleet",
        "azure-devops, https://dev.azure.com/acme/My Net/_git/fleet,         https://dev.azure.com/acme,    My Net/fleet",
        "azure-devops, git@ssh.dev.azure.com:v3/acme/My%20Net/fleet,         https://dev.azure.com/acme,    My Net/fleet",
        "azure-devops, acme@vs-ssh.visualstudio.com:v3/acme/net/fleet,       https://dev.azure.com/acme,    net/fleet",
        "azure-devops, https://acme.visualstudio.com/DefaultCollection/net/_git/fleet, https://dev.azure.com/acme, net/fleet",
        "azure-devops, https://acme.visualstudio.com/_git/fleet,             https://dev.azure.com/acme,    fleet/fleet",
        "azure-devops, https://tfs.example/tfs/Main/net/_git/fleet,          https://tfs.example/tfs/Main,  net/fleet",
        "azure-devops, https://tfs.example/Main/net/_git/fleet,              https://tfs.example/Main,      net/fleet",
        "github, https://github.com/platform/fleet/tree/main,                https://api.github.com,        platform/fleet",
        "gitlab, https://git.example/a/b/fleet/-/tree/main,                  https://git.example/api/v4,    a/b/fleet",
        "gitea,  https://git.example/platform/fleet/src/branch/main,         https://git.example/api/v1,    platform/fleet",
        "auto,   https://dev.azure.com/acme/net/_git/fleet,                  https://dev.azure.com/acme,    net/fleet",
        "auto,   git@bitbucket.org:net/fleet.git,                            https://api.bitbucket.org/2.0, net/fleet",
        "auto,   https://github.com/platform/fleet.git,                      https://api.github.com,        platform/fleet"
    })
    void tellsFromTheGitAddressWhereTheForgeIs(String forge, String git, String api, String path) throws IOException {
        // Given
        Path key = Files.writeString(folder.resolve("key"), "a private key");
        Configuration configuration = Configuration.minimal()
                .with("sluice.git.url", git)
                .with("sluice.review.forge", forge)
                .with("sluice.review.token", "s3cret");

        // When
        Repository repository = repository(
                git.contains("@") && !git.startsWith("https:")
                        ? configuration.with("sluice.git.ssh.key-file", key.toString())
                        : configuration);

        // Then
        assertThat(repository.api()).hasToString(api);
        assertThat(repository.path()).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "github          | https://bitbucket.org/net/fleet.git         | 'github' is not what bitbucket.org in sluice.git.url is: use bitbucket-cloud",
                "bitbucket-cloud | https://dev.azure.com/acme/net/_git/fleet   | 'bitbucket-cloud' is not what dev.azure.com in sluice.git.url is: use azure-devops",
                "auto            | https://git.example/platform/fleet.git      | 'auto' does not tell what git.example is: give one of github, gitlab,"
            })
    void refusesAnotherProductThanTheAddressIs(String forge, String git, String why) {
        assertThat(token("s3cret")
                        .with("sluice.git.url", git)
                        .with("sluice.review.forge", forge)
                        .mistakes())
                .first()
                .asString()
                .startsWith("sluice.review.forge: " + why);
    }

    @Test
    void refusesWhatTheForgeDoesNotHave() {
        assertThat(token("s3cret")
                        .with("sluice.git.url", "https://bitbucket.org/net/fleet.git")
                        .with("sluice.review.forge", "bitbucket-cloud")
                        .with("sluice.review.assignees", "anna")
                        .with("sluice.review.reviewers", "anna@example.com")
                        .with("sluice.review.auto-merge", "low")
                        .mistakes())
                .hasSize(3)
                .anyMatch(mistake -> mistake.startsWith("sluice.review.assignees: 'anna': requests of bitbucket-cloud"))
                .anyMatch(mistake -> mistake.startsWith("sluice.review.reviewers: 'anna@example.com' is not the name"))
                .anyMatch(mistake ->
                        mistake.startsWith("sluice.review.auto-merge: 'low' is nothing that bitbucket-cloud"));
    }

    @Test
    void takesMailAddressesAndTeamsWithBlanksOnAzure() {
        assertThat(token("s3cret")
                        .with("sluice.git.url", "https://dev.azure.com/acme/net/_git/fleet")
                        .with("sluice.review.forge", "azure-devops")
                        .with("sluice.review.reviewers", "anna@example.com,team:Net Team")
                        .settings()
                        .reviewing()
                        .orElseThrow()
                        .reviewers())
                .containsExactly("anna@example.com", "team:Net Team");
    }

    @Test
    void cannotTellFromAFolder() {
        assertThat(GITHUB.with("sluice.git.url", "file:///srv/fleet.git")
                        .with("sluice.review.token", "s3cret")
                        .mistakes())
                .containsExactly("sluice.review.url: is missing", "sluice.review.repository: is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://ghe.example/api/v3",
                "ftp://ghe.example",
                "ghe.example/api/v3",
                "https:/ghe",
                "https://a b"
            })
    void refusesAnAddressThatIsNotPrivate(String url) {
        assertThat(token("s3cret").with("sluice.review.url", url).mistakes())
                .singleElement()
                .asString()
                .startsWith("sluice.review.url: '" + url + "' is not an https address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://me:s3cret@ghe.example/api/v3",
                "https://ghe.example/api/v3?access_token=s3cret",
                "https://ghe.example/api/v3#s3cret",
                "me:s3cret@ghe.example"
            })
    void refusesCredentialsInAnAddressWithoutSayingThem(String url) {
        assertThat(token("s3cret").with("sluice.review.url", url).mistakes())
                .containsExactly(
                        "sluice.review.url: an address must be of https and must not hold credentials or a query");
    }

    @ParameterizedTest
    @CsvSource({
        "github, fleet",
        "github, platform/egress/fleet",
        "github, /platform/fleet",
        "github, platform/fleet/",
        "github, platform/..",
        "github, platform/fleet?x",
        "gitlab, fleet",
        "gitlab, platform//fleet",
        "gitea, platform/egress/fleet"
    })
    void refusesAPathThatNoRepositoryHas(String forge, String path) {
        assertThat(token("s3cret")
                        .with("sluice.git.url", "https://git.example/platform/fleet.git")
                        .with("sluice.review.forge", forge)
                        .with("sluice.review.repository", path)
                        .mistakes())
                .containsExactly("sluice.review.repository: '" + path + "' is not the path of a repository on " + forge
                        + ", such as platform/fleet");
    }

    @Test
    void takesGitsTokenWhereThereIsNoOther() {
        Configuration git = GITHUB.with("sluice.git.token", "git's");

        assertThat(repository(git).credentials()).isEqualTo(new Repository.AccessToken(Secret.of("git's")));
        assertThat(repository(git.with("sluice.review.token", "its own")).credentials())
                .isEqualTo(new Repository.AccessToken(Secret.of("its own")));
    }

    @Test
    void takesTheTokenFromAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "s3cret\n");

        assertThat(repository(GITHUB.with("sluice.review.token-file", file.toString()))
                        .credentials())
                .isEqualTo(new Repository.AccessToken(Secret.in(file)));
    }

    @Test
    void refusesToStartWithoutAToken() {
        assertThat(GITHUB.mistakes())
                .containsExactly("sluice.review.token-file: is missing, and git has no token that could be used");
        assertThat(token(" ").mistakes()).containsExactly("sluice.review.token: is blank");
    }

    @Test
    void readsAnApp() throws IOException {
        Path key = Files.writeString(folder.resolve("app.pem"), "a private key");

        assertThat(repository(app(key)).credentials()).isEqualTo(new Repository.App("Iv23liExample", "4711", key));
    }

    @Test
    void refusesAnAppThatIsNotWhole() {
        assertThat(GITHUB.with("sluice.review.app.id", "12").mistakes())
                .containsExactly(
                        "sluice.review.app.installation: is missing", "sluice.review.app.private-key-file: is missing");
        assertThat(GITHUB.with("sluice.review.app.installation", "12").mistakes())
                .containsExactly("sluice.review.app.id: is missing", "sluice.review.app.private-key-file: is missing");
    }

    @Test
    void refusesAnAppWithWrongValues() {
        Path missing = folder.resolve("missing.pem");

        assertThat(app(missing)
                        .with("sluice.review.app.id", "my app")
                        .with("sluice.review.app.installation", "mine")
                        .mistakes())
                .containsExactly(
                        "sluice.review.app.id: 'my app' is not the id or the client id of a GitHub App",
                        "sluice.review.app.installation: 'mine' is not the number of an installation",
                        "sluice.review.app.private-key-file: '" + missing + "' is not a file that can be read");
    }

    @Test
    void refusesAnAppBesideATokenOrOnAnotherForge() throws IOException {
        Configuration app = app(Files.writeString(folder.resolve("app.pem"), "a private key"));

        assertThat(app.with("sluice.review.token", "s3cret").mistakes())
                .containsExactly("sluice.review.app: is set beside a token: keep one");
        assertThat(app.with("sluice.git.url", "https://git.example/platform/fleet.git")
                        .with("sluice.review.forge", "gitea")
                        .mistakes())
                .containsExactly("sluice.review.app: gitea has no such thing: use sluice.review.token-file");
    }

    @Test
    void readsTheNameOfATrustStore() {
        assertThat(repository(token("s3cret").with("sluice.review.tls-configuration-name", "company"))
                        .tls())
                .contains("company");
        assertThat(token("s3cret")
                        .with("sluice.review.tls-configuration-name", "other")
                        .mistakes())
                .singleElement()
                .asString()
                .startsWith("sluice.review.tls-configuration-name: 'other' is not a quarkus.tls configuration");
    }

    private static Configuration token(String token) {
        return GITHUB.with("sluice.review.token", token);
    }

    private static Configuration app(Path key) {
        return GITHUB.with("sluice.git.token", "git's")
                .with("sluice.review.app.id", "Iv23liExample")
                .with("sluice.review.app.installation", "4711")
                .with("sluice.review.app.private-key-file", key.toString());
    }

    private static Repository repository(Configuration configuration) {
        return configuration.settings().reviewing().orElseThrow().repository();
    }
}
