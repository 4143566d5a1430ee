package dev.sluice.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proxy.Proxies;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTextTest {

    private static final Origin.Credentials ANONYMOUS = new Origin.Anonymous();
    private static final Origin.Credentials TOKEN = new Origin.Token("robot", Secret.of("s3cr3t"));
    private static final Origin.Credentials KEY = new Origin.SshKey(Path.of("id"), Optional.empty());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "non-fast-forward",
                "non-fast forward",
                "fetch first",
                "stale info",
                "failed to update ref",
                "cannot lock ref 'refs/heads/main': is at 1234 but expected 5678",
                "failed to lock",
                "LOCK_FAILURE: lock failure",
                "invalid old id sent",
                "incorrect old value provided",
                "reference already exists",
                "already exists",
                "no such ref"
            })
    void takesWordsAboutAMovedBranchForARace(String message) {
        assertThat(PushRace.isSaidBy(message)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pre-receive hook declined",
                "protected branch hook declined",
                "a change with this number already exists",
                "branch is currently checked out",
                "unpacker error",
                ""
            })
    void takesOtherWordsForARefusal(String message) {
        assertThat(PushRace.isSaidBy(message)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    https://git.example/fleet.git: not authorized | the credentials were refused: check git.username and git.token or git.token-file
                    Authentication is required but no CredentialsProvider has been registered | it asks for credentials: set git.token or git.token-file
                    git-receive-pack not permitted on 'https://git.example/fleet.git/' | the credentials are good, but may not do this: give git.username the right to push
                    https://git.example/fleet.git/info/refs not found: Not Found | there is no such repository, or the credentials may not see it: check git.url
                    '/fleet.git' does not appear to be a git repository | there is no such repository, or the credentials may not see it: check git.url
                    git-upload-pack not permitted on 'https://git.example/fleet.git/' | the credentials are good, but may not do this: give git.username the right to read
                    invalid advertisement of <html> | what answers there is not a Git repository: check git.url
                    expected Content-Type application/x-git-upload-pack-advertisement; received Content-Type text/html | what answers there is not a Git repository: check git.url
                    PKIX path building failed: unable to find valid certification path to requested target | no trusted authority signed its certificate: put its authority into the trust store of git.tls-configuration-name
                    reject HostKey: git.example | its host key is not among the known hosts: add it to git.ssh.known-hosts-file once you have checked it
                    HostKey has been changed: git.example | its host key is not the one among the known hosts: another server may be answering in its place; put the new key into git.ssh.known-hosts-file once you have checked it
                    connection failed: Connection refused | connection failed: Connection refused
                    """)
    void saysWhatToDo(String failure, String advice) {
        assertThat(explain(TOKEN, failure)).isEqualTo("cannot read https://git.example/fleet.git: " + advice);
    }

    @Test
    void namesTheKeysOfTheCredentialsInUse() {
        assertThat(explain(ANONYMOUS, "not authorized")).endsWith("check git.token or git.ssh");
        assertThat(explain(KEY, "Auth fail for methods 'publickey'"))
                .endsWith("check git.ssh.key-file and that its public half is known to the server");
    }

    @Test
    void goesThroughTheCauses() {
        // Given
        IOException failure = new IOException("connection failed", new IOException("Connection reset"));

        // When
        GitException explained = text(TOKEN).explain("cannot read", failure);

        // Then
        assertThat(explained)
                .hasMessage("cannot read https://git.example/fleet.git: connection failed: Connection reset");
    }

    @Test
    void saysEverythingOnce() {
        // Given
        IOException reset = new IOException("Connection reset");
        IOException failed = new IOException("java.io.IOException: Connection reset", reset);
        IOException failure = new IOException("https://git.example/fleet.git: connection failed", failed);

        // When
        GitException explained = text(TOKEN).explain("cannot read", failure);

        // Then
        assertThat(explained)
                .hasMessage("cannot read https://git.example/fleet.git: "
                        + "connection failed: java.io.IOException: Connection reset");
    }

    @Test
    void namesAFailureWithoutWordsByItsType() {
        assertThat(text(TOKEN).explain("cannot read", new EOFException()))
                .hasMessage("cannot read https://git.example/fleet.git: EOFException");
    }

    @Test
    void keepsTheTokenOutOfWhatTheRemoteSays() {
        assertThat(text(TOKEN).rejected("main", "no s3cr3t", "for s3cr3ts"))
                .hasMessageContaining("no ***: for ***s")
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    void keepsTheTokenOutInTheFormItIsSentIn() {
        assertThat(text(TOKEN).rejected("main", "Authorization: Basic cm9ib3Q6czNjcjN0", ""))
                .hasMessageContaining("Authorization: Basic ***");
    }

    @Test
    void leavesWordsAloneWhereTheTokenIsEmpty() {
        assertThat(explain(new Origin.Token("robot", Secret.of("")), "connection failed"))
                .isEqualTo("cannot read https://git.example/fleet.git: connection failed");
    }

    @Test
    void flattensAndCutsWhatTheRemoteSays() {
        assertThat(text(TOKEN).rejected("main", "one\r\n\u001b[31mtwo" + "!".repeat(1000), ""))
                .hasMessageContaining("one [31mtwo!!!")
                .hasMessageEndingWith("!…")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(700));
    }

    @Test
    void saysWhatAHookWanted() {
        assertThat(text(TOKEN)
                        .rejected("main", "pre-receive hook declined", "No commits on Friday.\nCome back on Monday.\n"))
                .hasMessage("the remote https://git.example/fleet.git refused the push to 'main': "
                        + "pre-receive hook declined: No commits on Friday. Come back on Monday. "
                        + "(a hook of the server; its administrator knows what it wants)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Read timed out after 40,000 ms; it did not answer in time",
                "-1 null; what answers there does not speak http",
                "ERROR: This repository was archived so it is read-only.; the repository is archived",
                "revoked HostKey: git.example; its host key is revoked"
            })
    void saysWhatIsBehindTheWordsOfJGit(String words, String meaning) {
        assertThat(explain(TOKEN, words)).contains(": " + meaning).doesNotContain("40,000");
    }

    @Test
    void saysThatAPushMeetsAnArchive() {
        assertThat(text(TOKEN).rejected("main", "pre-receive hook declined", "this repo is archived"))
                .hasMessageContaining("(the repository is archived: nothing can be pushed to it");
    }

    @Test
    void tellsAProtectedBranchFromAHook() {
        assertThat(text(TOKEN)
                        .rejected("main", "protected branch hook declined", "GH006: Protected branch update failed"))
                .hasMessageEndingWith(
                        "(the branch is protected: let this user push to it, or publish by pull requests)");
    }

    private static String explain(Origin.Credentials credentials, String failure) {
        return text(credentials)
                .explain("cannot read", new IOException(failure))
                .getMessage();
    }

    private static FailureText text(Origin.Credentials credentials) {
        return new FailureText(
                new Origin("https://git.example/fleet.git", "main", credentials, BareRepository.AUTHOR), Proxies.NONE);
    }
}
