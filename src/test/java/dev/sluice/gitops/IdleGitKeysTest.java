package dev.sluice.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that have no effect beside the address of a repository. */
class IdleGitKeysTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"sluice.git.token", "sluice.git.token-file"})
    void warnsOfATokenThatNoServerAsksFor(String key) throws IOException {
        String value = key.endsWith("file")
                ? Files.writeString(folder.resolve("token"), "s3cret").toString()
                : "s3cret";

        assertThat(Configuration.minimal()
                        .with(key, value)
                        .with("sluice.git.url", "file:///srv/fleet.git")
                        .settings()
                        .plan()
                        .warnings())
                .containsExactly(key + ": has no effect: no server asks for it, since git.url is the address of files");
        assertThat(Configuration.minimal().with(key, value).settings().plan().warnings())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///srv/fleet.git", "ssh://git@git.example/fleet.git", "git@git.example:fleet.git"})
    void warnsOfATlsConfigurationBesideAnAddressThatIsNotHttps(String url) throws IOException {
        Configuration https = Configuration.minimal().with("sluice.git.tls-configuration-name", "company");
        Configuration other = https.with("sluice.git.url", url);
        Path key = Files.writeString(folder.resolve("key"), "content");

        assertThat((Origin.isSsh(url) ? other.with("sluice.git.ssh.key-file", key.toString()) : other)
                        .settings()
                        .plan()
                        .warnings())
                .containsExactly("sluice.git.tls-configuration-name: has no effect: git.url is not an https address");
        assertThat(https.settings().plan().warnings()).isEmpty();
    }
}
