package dev.sluice.gitops;

import static dev.sluice.gitops.BareRepository.AUTHOR;
import static dev.sluice.gitops.Publishing.publish;
import static dev.sluice.gitops.Publishing.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.util.FS;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Execution(ExecutionMode.CONCURRENT)
class SshRemoteTest {

    @TempDir
    Path folder;

    BareRepository repository;

    ObjectId before;

    File home;

    @BeforeEach
    void createRepository() throws Exception {
        home = FS.DETECTED.userHome();
        FS.DETECTED.setUserHome(folder.toFile());
        repository = BareRepository.create(folder.resolve("fleet.git"));
        before = repository.write("main", Map.of("a", "old"));
    }

    @AfterEach
    void restoreHome() {
        FS.DETECTED.setUserHome(home);
    }

    @ParameterizedTest
    @EnumSource
    void publishesWithAKey(GitSshServer.KeyType type) throws Exception {
        // Given
        try (GitSshServer server = GitSshServer.start(repository, folder, type)) {
            // When
            Publication publication =
                    publish(server.origin(server.keyFile(), server.knownHosts()), writing("a", "new"));

            // Then
            assertThat(publication)
                    .isEqualTo(new Publication.Landed(repository.tip("main").name()));
            assertThat(repository.files("main")).containsExactly(Map.entry("a", "new"));
        }
    }

    @Test
    @Timeout(15)
    void waitsForTheAnswerToAPushAsLongAsIsConfigured() throws Exception {
        // Given
        Path hook = repository.directory().resolve("hooks/pre-receive");
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, "#!/bin/sh\nexec sleep 18\n");
        assertThat(hook.toFile().setExecutable(true)).isTrue();
        SshServer gits = SshServer.setUpDefaultServer();
        gits.setCommandFactory((channel, command) ->
                ProcessShellCommandFactory.INSTANCE.createCommand(channel, command.replace("'/", "'" + folder + "/")));
        Connections patient = new Connections(Duration.ofSeconds(2), Optional.empty());
        try (GitSshServer server = GitSshServer.start(repository.directory(), folder, gits)) {
            // When
            assertThatThrownBy(() ->
                            publish(server.origin(server.keyFile(), server.knownHosts()), patient, writing("a", "new")))
                    // Then
                    .isInstanceOf(GitException.class)
                    .hasMessageContaining("it did not answer in time: wait longer by git.timeout");
        }
    }

    @Test
    @Timeout(60)
    void doesNotWaitForPipesInPlaceOfItsFiles() throws Exception {
        Path pipe = Damage.pipe(folder.resolve("pipe"));
        try (GitSshServer server = GitSshServer.start(repository, folder)) {
            assertThatThrownBy(() -> publish(server.origin(server.keyFile(), pipe), writing("a", "new")))
                    .isInstanceOf(GitException.class)
                    .hasMessage("cannot read " + server.url() + ": cannot read the list of known hosts " + pipe
                            + ": it is a pipe, socket or device, not a file");
            assertThatThrownBy(() -> publish(server.origin(pipe, server.knownHosts()), writing("a", "new")))
                    .isInstanceOf(GitException.class)
                    .hasMessageContaining(": cannot read the private key " + pipe);
        }
    }

    @Test
    void refusesAHostThatIsNotKnown() throws Exception {
        // Given
        Path nobody = Files.createFile(folder.resolve("nobody"));

        try (GitSshServer server = GitSshServer.start(repository, folder)) {
            // When
            assertThatThrownBy(() -> publish(server.origin(server.keyFile(), nobody), writing("a", "new")))
                    // Then
                    .isInstanceOf(GitException.class)
                    .hasMessage("cannot read " + server.url() + ": its host key is not among the known hosts: "
                            + "add it to git.ssh.known-hosts-file once you have checked it");
            assertThat(repository.tip("main")).isEqualTo(before);
        }
    }

    @Test
    void saysThatAHostKeyIsRevoked() throws Exception {
        try (GitSshServer server = GitSshServer.start(repository, folder)) {
            Path known = Files.writeString(
                    folder.resolve("revoked"),
                    "@revoked " + Files.readString(server.knownHosts()).strip() + "\n");

            assertThatThrownBy(() -> publish(server.origin(server.keyFile(), known), writing("a", "new")))
                    .isInstanceOf(GitException.class)
                    .hasMessageStartingWith(
                            "cannot read " + server.url() + ": its host key is revoked among the known hosts");
            assertThat(repository.tip("main")).isEqualTo(before);
        }
    }

    @Test
    void saysThatAKeyHasAPassphrase() throws Exception {
        Path key = folder.resolve("locked");
        Process keygen = new ProcessBuilder(
                        "ssh-keygen", "-q", "-t", "ed25519", "-N", "s3cr3t-phrase", "-f", key.toString())
                .inheritIO()
                .start();
        assertThat(keygen.waitFor()).isZero();
        try (GitSshServer server = GitSshServer.start(repository, folder)) {
            assertThatThrownBy(() -> publish(server.origin(key, server.knownHosts()), writing("a", "new")))
                    .isInstanceOf(GitException.class)
                    .hasMessageContaining("cannot use the private key " + key + ": it has a passphrase;");
        }
    }

    @Test
    void refusesAHostWhoseKeyChanged() throws Exception {
        // Given
        try (GitSshServer server = GitSshServer.start(repository, folder)) {
            Origin origin = server.origin(server.keyFile(), server.outdatedKnownHosts());

            // When
            assertThatThrownBy(() -> publish(origin, writing("a", "new")))
                    // Then
                    .isInstanceOf(GitException.class)
                    .hasMessageStartingWith(
                            "cannot read " + server.url() + ": its host key is not the one among the known hosts:");
            assertThat(repository.tip("main")).isEqualTo(before);
        }
    }

    @Test
    void refusesAKeyThatTheServerDoesNotKnow() throws Exception {
        // Given
        try (GitSshServer server = GitSshServer.start(repository, folder)) {
            Origin origin = server.origin(server.strangersKeyFile(), server.knownHosts());

            // When
            assertThatThrownBy(() -> publish(origin, writing("a", "new")))
                    // Then
                    .isInstanceOf(GitException.class)
                    .hasMessage("cannot read " + server.url() + ": the credentials were refused: "
                            + "check git.ssh.key-file and that its public half is known to the server");
            assertThat(repository.tip("main")).isEqualTo(before);
        }
    }

    @Test
    void namesARepositoryThatDoesNotExist() throws Exception {
        // Given
        try (GitSshServer server = GitSshServer.start(repository, folder)) {
            Origin.SshKey key = new Origin.SshKey(server.keyFile(), Optional.of(server.knownHosts()));
            Origin origin = new Origin(server.url() + "-other", "main", key, AUTHOR);

            // When
            assertThatThrownBy(() -> publish(origin, writing("a", "new")))
                    // Then
                    .isInstanceOf(GitException.class)
                    .hasMessageContaining("there is no such repository");
        }
    }

    @Test
    void refusesAnUnknownHostToATokenAsWell() throws Exception {
        // Given
        try (GitSshServer server = GitSshServer.start(repository, folder)) {
            Origin.Token token = new Origin.Token("git", Secret.of("s3cr3t"));

            // When
            assertThatThrownBy(() -> publish(new Origin(server.url(), "main", token, AUTHOR), writing("a", "new")))
                    // Then
                    .isInstanceOf(GitException.class)
                    .hasMessageContaining("its host key is not among the known hosts");
        }
    }

    @Test
    void ignoresTheSshConfigurationOfAUser() throws Exception {
        // Given
        Files.createDirectory(folder.resolve(".ssh"));
        Files.writeString(folder.resolve(".ssh/config"), "Host *\nUser git\n");

        try (GitSshServer server = GitSshServer.start(repository, folder)) {
            Origin.SshKey key = new Origin.SshKey(server.keyFile(), Optional.of(server.knownHosts()));
            Origin nobody = new Origin(server.url().replace("git@", ""), "main", key, AUTHOR);

            // When
            assertThatThrownBy(() -> publish(nobody, writing("a", "new")))
                    // Then
                    .isInstanceOf(GitException.class)
                    .hasMessageContaining("the credentials were refused");
        }
    }
}
