package dev.sluice.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import dev.sluice.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitSettingsTest {

    @TempDir
    private Path folder;

    @Test
    void keepsObjectsWhereItIsTold() {
        assertThat(Configuration.minimal().settings().git().store()).isEmpty();
        assertThat(Configuration.minimal()
                        .with("sluice.git.store", "/srv/store")
                        .settings()
                        .git()
                        .store())
                .contains(Path.of("/srv/store"));
    }

    @Test
    void refusesAStoreThatIsNoFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        for (String text : List.of("store", file.toString())) {
            assertThat(Configuration.minimal().with("sluice.git.store", text).mistakes())
                    .singleElement()
                    .asString()
                    .contains("sluice.git.store", "'" + text + "' is not the absolute path of a folder");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://git.example/fleet.git",
                "https://git.example:8443/fleet@2/fleet.git",
                "https://dev.example/My%20Project/_git/fleet",
                "ssh://git@git.example:2222/fleet.git",
                "git@git.example:fleet.git",
                "git@git.example:~me/fleet@2.git",
                "file:///srv/fleet.git",
                "file:/srv/fleet.git",
                "http://localhost:3000/fleet.git",
                "http://127.0.0.1/fleet.git",
                "http://[::1]:3000/fleet.git"
            })
    void acceptsAnAddress(String url) throws IOException {
        // Given
        Path key = Files.writeString(folder.resolve("key"), "a private key");

        // When
        Configuration configuration = Configuration.minimal().with("sluice.git.url", url);
        Origin origin = origin(
                Origin.isSsh(url) ? configuration.with("sluice.git.ssh.key-file", key.toString()) : configuration);

        // Then
        assertThat(origin.url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh://git@git.example/fleet.git", "git@git.example:fleet.git"})
    void refusesToTakeTheUsersOwnSshKeys(String url) {
        assertThat(Configuration.minimal().with("sluice.git.url", url).mistakes())
                .containsExactly("sluice.git.ssh.key-file: is missing: git.url is an ssh address");
    }

    @Test
    void refusesABlankToken() {
        assertThat(Configuration.minimal().with("sluice.git.token", "  ").mistakes())
                .containsExactly("sluice.git.token: is blank");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git://git.example/fleet.git",
                "ftp://git.example/fleet.git",
                "/srv/fleet.git",
                "fleet.git",
                "file:fleet.git",
                "https://git.example:99999/fleet.git",
                "http://192.0.2.1/fleet.git",
                "http:///fleet.git",
                "https:/git.example/fleet.git"
            })
    void refusesAnAddressOfAnotherKind(String url) {
        assertThat(Configuration.minimal().with("sluice.git.url", url).mistakes())
                .singleElement()
                .asString()
                .startsWith("sluice.git.url: '" + url + "' is not an https, ssh or file address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:s3cret@git.example/fleet.git",
                "https://s3cret@git.example/fleet.git",
                "https://user:s3 cret@git.example/fleet.git",
                "https://user:s3/cret@git.example/fleet.git",
                "https:/user:s3cret@git.example/fleet.git",
                "https:user:s3cret@git.example/fleet.git",
                "http://s3cret@192.0.2.1/fleet.git",
                "http://s3cret@localhost/fleet.git",
                "http://user:s3cret@localhost/fleet.git",
                "ssh://git:s3cret@git.example/fleet.git",
                "git:s3cret@git.example:fleet.git",
                "git://s3cret@git.example/fleet.git",
                "ftp://user:s3cret@git.example/fleet.git"
            })
    void refusesCredentialsInAnAddressWithoutSayingThem(String url) {
        assertThat(Configuration.minimal().with("sluice.git.url", url).mistakes())
                .singleElement()
                .asString()
                .startsWith("sluice.git.url: ")
                .contains("credentials")
                .doesNotContain("cret@");
    }

    @Test
    void refusesToStartWithoutARepository() {
        assertThat(Configuration.minimal().with("sluice.git.url", "").mistakes())
                .containsExactly("sluice.git.url: is blank");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sluice.git.branch       | two words      | is not a branch name",
                "sluice.git.branch       | a..b           | is not a branch name",
                "sluice.git.branch       | /main          | is not a branch name",
                "sluice.git.branch       | main.lock      | is not a branch name",
                "sluice.git.branch       | -main          | is not a branch name",
                "sluice.git.branch       | refs/heads/main | is not a branch name",
                "sluice.git.path         | ../clusters    | is not a folder in the repository",
                "sluice.git.path         | a/../b         | is not a folder in the repository",
                "sluice.git.path         | /clusters      | is not a folder in the repository",
                "sluice.git.path         | clusters/      | is not a folder in the repository",
                "sluice.git.path         | ./clusters     | is not a folder in the repository",
                "sluice.git.path         | .git/hooks     | is not a folder in the repository",
                "sluice.git.instance     | Blue/1         | is not a name of lower-case letters",
                "sluice.git.author.name  | Me <me@here>   | cannot be in a commit",
                "sluice.git.author.email | <me@here>      | cannot be in a commit",
                "sluice.git.timeout      | 2 weeks        | is not a duration such as 30s",
                "sluice.git.timeout      | 0s             | is not from 1s to 1h"
            })
    void refusesAWrongValue(String key, String value, String why) {
        assertThat(Configuration.minimal().with(key, value).mistakes())
                .singleElement()
                .asString()
                .startsWith(key + ": '" + value + "' " + why);
    }

    @Test
    void readsWhereCommitsGoAndWhomTheyName() {
        Settings settings = Configuration.minimal().and("""
                        sluice:
                          git:
                            branch: fleet/main
                            path: gitops/clusters.d
                            author: { name: Ümit, email: umit@example.org }
                            timeout: 45s
                        """).settings();

        assertThat(settings.git().origin().branch()).isEqualTo("fleet/main");
        assertThat(settings.plan().folders()).hasToString("gitops/clusters.d");
        assertThat(settings.git().origin().author()).isEqualTo(new Origin.CommitAuthor("Ümit", "umit@example.org"));
        assertThat(settings.git().timeout()).isEqualTo(Duration.ofSeconds(45));
    }

    @Test
    void takesTheTokenFromAFileThatIsReadAtEachUse() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("token"), "old\n");
        Origin origin = origin(Configuration.minimal()
                .with("sluice.git.username", "robot")
                .with("sluice.git.token-file", file.toString()));

        // When
        Files.writeString(file, "new\n");

        // Then
        assertThat(origin.credentials()).isEqualTo(new Origin.Token("robot", Secret.in(file)));
        assertThat(((Origin.Token) origin.credentials()).token().reveal()).isEqualTo("new");
    }

    @Test
    void readsAnSshKeyAndTheHostsThatAreTrusted() throws IOException {
        Path key = Files.writeString(folder.resolve("id"), "key");
        Path hosts = Files.writeString(folder.resolve("known_hosts"), "hosts");

        Origin origin = origin(Configuration.minimal()
                .with("sluice.git.url", "git@git.example:fleet.git")
                .with("sluice.git.ssh.key-file", key.toString())
                .with("sluice.git.ssh.known-hosts-file", hosts.toString()));

        assertThat(origin.credentials()).isEqualTo(new Origin.SshKey(key, Optional.of(hosts)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sluice.git.token-file",
                "sluice.git.ssh.key-file",
                "sluice.git.ssh.known-hosts-file",
                "sluice.api.token-file"
            })
    void refusesAFileThatIsNotThere(String key) {
        String missing = folder.resolve("missing").toString();

        assertThat(Configuration.minimal().with(key, missing).mistakes())
                .containsExactly(key + ": '" + missing + "' is not a file that can be read");
        assertThat(Configuration.minimal().with(key, folder.toString()).mistakes())
                .containsExactly(key + ": '" + folder + "' is not a file that can be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sluice.git", "sluice.api"})
    void refusesATokenBesideATokenFile(String key) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "other");

        assertThat(Configuration.minimal()
                        .with(key + ".token", "s3cret")
                        .with(key + ".token-file", file.toString())
                        .mistakes())
                .containsExactly(key + ".token-file: is set beside " + key + ".token: keep one");
    }

    @Test
    void refusesAnSshKeyBesideAToken() throws IOException {
        Path key = Files.writeString(folder.resolve("id"), "key");

        assertThat(Configuration.minimal()
                        .with("sluice.git.token", "s3cret")
                        .with("sluice.git.ssh.key-file", key.toString())
                        .mistakes())
                .containsExactly("sluice.git.ssh.key-file: is set beside a token: keep the one that fits git.url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sluice.git.ssh.key-file", "sluice.git.ssh.known-hosts-file"})
    void refusesWhatOnlySshReadsBesideAnotherAddress(String key) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "content");

        assertThat(Configuration.minimal().with(key, file.toString()).mistakes())
                .containsExactly(key + ": has no effect: git.url is not an ssh address; give one, or remove this key");
        assertThat(Configuration.minimal()
                        .with(key, file.toString())
                        .with("sluice.git.url", "ssh:")
                        .mistakes())
                .singleElement()
                .asString()
                .startsWith("sluice.git.url: ");
    }

    @Test
    void neverShowsAToken() {
        Settings settings = Configuration.minimal()
                .with("sluice.git.token", "s3cret")
                .with("sluice.api.token", "s3cret too")
                .settings();

        assertThat(settings.toString()).doesNotContain("s3cret");
        assertThat(settings.api().token()).map(Secret::reveal).contains("s3cret too");
    }

    private static Origin origin(Configuration configuration) {
        return configuration.settings().git().origin();
    }
}
