package dev.sluice.gitops;

import static dev.sluice.gitops.Publishing.publish;
import static dev.sluice.gitops.Publishing.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.gitops.transport.IsolatedSystemReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolatedSystemReaderTest {

    @TempDir
    Path folder;

    SystemReader before;

    BareRepository repository;

    @BeforeEach
    void createRepository() throws IOException {
        before = SystemReader.getInstance();
        repository = BareRepository.create(folder.resolve("fleet.git"));
        repository.write("main", Map.of("a", "old"));
        SystemReader.setInstance(null); // JGit's own
    }

    @AfterEach
    void restoreMachine() {
        SystemReader.setInstance(before);
    }

    @Test
    void aUsersInsteadOfDoesNotRedirectAPush() throws IOException {
        // Given
        BareRepository elsewhere = BareRepository.create(folder.resolve("elsewhere.git"));
        SystemReader.setInstance(
                new Developer(folder, """
                [url "%s"]
                    insteadOf = %s
                    pushInsteadOf = %s
                """.formatted(elsewhere.url(), repository.url(), repository.url())));

        // When
        publish(repository.origin(), writing("a", "new"));

        // Then
        assertThat(repository.files("main")).containsEntry("a", "new");
        try (Repository untouched = elsewhere.open()) {
            assertThat(untouched.getRefDatabase().getRefsByPrefix("refs/")).isEmpty();
        }
    }

    @Test
    void aUsersHeadersAreNotSent() throws Exception {
        // Given
        SystemReader.setInstance(new Developer(folder, "[http]\nextraHeader = X-Developer: yes\n"));

        try (GitHttpServer server = GitHttpServer.start(repository)) {
            // When
            publish(server.origin(), writing("a", "new"));

            // Then
            assertThat(server.requests()).isNotEmpty().noneMatch(request -> request.headers()
                    .containsKey("X-Developer"));
        }
    }

    @Test
    void aUsersEnvironmentDoesNotCount() throws Exception {
        // Given
        SystemReader.setInstance(new Developer(folder, ""));

        try (GitHttpServer server = GitHttpServer.start(repository)) {
            // When
            publish(server.origin(), writing("a", "new"));

            // Then
            assertThat(server.requests())
                    .isNotEmpty()
                    .noneMatch(request -> request.headers().get("User-Agent").equals("git-me"));
        }
    }

    @Test
    void aUserCannotTurnOffTheCheckOfCertificates() throws Exception {
        // Given
        SelfSignedCertificate certificate = SelfSignedCertificate.create(folder, "ip:127.0.0.1");
        SystemReader.setInstance(new Developer(folder, "[http]\nsslVerify = false\n"));

        try (GitHttpServer server = GitHttpServer.start(repository, certificate)) {
            // When
            assertThatThrownBy(() -> publish(server.origin(), writing("a", "new")))
                    // Then
                    .isInstanceOf(GitException.class);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void writesNothingIntoTheHome() throws IOException {
        // Given
        Developer developer = new Developer(folder, "[user]\nname = Me\n");
        SystemReader.setInstance(developer);

        // When
        publish(repository.origin(), writing("a", "new"));

        // Then
        assertThat(developer.home).isDirectoryNotContaining(file -> !file.endsWith(".gitconfig"));
        assertThat(developer.home.resolve(".gitconfig")).hasContent("[user]\nname = Me\n");
    }

    @Test
    void leavesNothingAtWorkInTheBackground() throws Exception {
        IsolatedSystemReader.install();
        Config config = SystemReader.getInstance().getUserConfig();
        assertThat(config.getBoolean("gc", "autoDetach", true)).isFalse();
        assertThat(config.getTimeUnit("filesystem", "any", "timestampResolution", -1, TimeUnit.SECONDS))
                .isEqualTo(2);
    }

    @Test
    void isInstalledOnce() {
        // Given
        IsolatedSystemReader.install();
        SystemReader first = SystemReader.getInstance();

        // When
        IsolatedSystemReader.install();

        // Then
        assertThat(SystemReader.getInstance()).isSameAs(first);
    }

    /** The machine of somebody who has a Git configuration. */
    private static final class Developer extends SystemReader.Delegate {

        private final Path home;

        Developer(Path folder, String config) throws IOException {
            super(SystemReader.getInstance());
            home = Files.createDirectory(folder.resolve("home"));
            Files.writeString(home.resolve(".gitconfig"), config);
        }

        @Override
        public String getenv(String variable) {
            return variable.equals("GIT_HTTP_USER_AGENT") ? "git-me" : super.getenv(variable);
        }

        @Override
        public FileBasedConfig openUserConfig(Config parent, FS fs) {
            return config(parent, fs, ".gitconfig");
        }

        @Override
        public FileBasedConfig openJGitConfig(Config parent, FS fs) {
            return config(parent, fs, "jgit");
        }

        @Override
        public StoredConfig getUserConfig() throws IOException, ConfigInvalidException {
            return loaded(openUserConfig(null, FS.DETECTED));
        }

        @Override
        public StoredConfig getJGitConfig() throws IOException, ConfigInvalidException {
            return loaded(openJGitConfig(null, FS.DETECTED));
        }

        private static StoredConfig loaded(FileBasedConfig config) throws IOException, ConfigInvalidException {
            config.load();
            return config;
        }

        private FileBasedConfig config(Config parent, FS fs, String name) {
            return new FileBasedConfig(parent, new File(home.toFile(), name), fs);
        }
    }
}
