package dev.sluice.gitops;

import static dev.sluice.gitops.Publishing.publish;
import static dev.sluice.gitops.Publishing.writing;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A remote to which there is no connection: the failure says to which host and port, and why. */
class UnreachableRemoteTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:1/fleet.git,      127.0.0.1:1: the connection is refused",
        "https://nowhere.invalid/fleet.git, nowhere.invalid:443: the name cannot be resolved"
    })
    void saysWhyOverHttp(String url, String why) {
        assertUnreachable(new Origin(url, "main", new Origin.Anonymous(), BareRepository.AUTHOR), why);
    }

    @Test
    void saysWhyOverSsh() throws Exception {
        BareRepository repository = BareRepository.create(folder.resolve("fleet.git"));
        repository.write("main", Map.of("a", "old"));
        try (GitSshServer server = GitSshServer.start(repository, folder)) {
            Origin.SshKey key = new Origin.SshKey(server.keyFile(), Optional.of(server.knownHosts()));

            assertUnreachable(
                    new Origin("ssh://git@nowhere.invalid/fleet.git", "main", key, BareRepository.AUTHOR),
                    "nowhere.invalid:22: the name cannot be resolved");
            assertUnreachable(
                    new Origin("git@nowhere.invalid:fleet.git", "main", key, BareRepository.AUTHOR),
                    "nowhere.invalid:22: the name cannot be resolved");
            assertUnreachable(
                    new Origin("ssh://git@127.0.0.1:1/fleet.git", "main", key, BareRepository.AUTHOR),
                    "127.0.0.1:1: the connection is refused");
        }
    }

    private static void assertUnreachable(Origin origin, String why) {
        assertThatThrownBy(() -> publish(origin, writing("a", "new")))
                .isInstanceOf(GitException.class)
                .hasMessageStartingWith(
                        "cannot read " + origin.url() + ": cannot connect to " + why + "; check git.url and ");
    }
}
