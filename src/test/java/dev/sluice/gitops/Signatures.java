package dev.sluice.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Keys made by ssh-keygen and gpg, and what git says of the signatures that are made with them. */
public final class Signatures implements AutoCloseable {

    private final BareRepository repository;
    private final Path folder;

    /** @param folder where keys are put */
    public Signatures(BareRepository repository, Path folder) {
        this.repository = repository;
        this.folder = folder;
    }

    /** How a command ended. */
    public record Ended(int exit, String said) {}

    /** Ends the agent that gpg leaves behind, which holds the key. */
    @Override
    public void close() throws IOException, InterruptedException {
        if (Files.exists(folder.resolve("gnupg"))) {
            run(gpgHome(), "gpgconf", "--kill", "all");
        }
    }

    /** What git says of the last commit's signature, trusting the keys that gpg holds. */
    public Ended verifyOpenPgp() throws IOException, InterruptedException {
        return run(gpgHome(), "git", "-C", repository.directory().toString(), "verify-commit", "-v", "main");
    }

    /** What git says of the last commit's signature, with this key's public half as the only one that it trusts. */
    public Ended verifySsh(Path key) throws IOException, InterruptedException {
        Path allowed = folder.resolve("allowed-signers");
        Files.writeString(
                allowed, "sluice@example.com " + Files.readString(key.resolveSibling(key.getFileName() + ".pub")));
        return run(
                Map.of(),
                "git",
                "-C",
                repository.directory().toString(),
                "-c",
                "gpg.ssh.allowedSignersFile=" + allowed,
                "verify-commit",
                "-v",
                "main");
    }

    /** A key that ssh-keygen makes: ed25519, ecdsa or rsa. */
    public Path sshKey(String type, String passphrase) throws IOException, InterruptedException {
        assumeInstalled("ssh-keygen");
        Path key = folder.resolve("key-" + type);
        run(Map.of(), "ssh-keygen", "-q", "-t", type, "-N", passphrase, "-f", key.toString());
        return key;
    }

    /** An armoured key that gpg makes. */
    public Path openPgpKey(String passphrase) throws IOException, InterruptedException {
        assumeInstalled("gpg");
        Files.createDirectory(
                folder.resolve("gnupg"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        List<String> gpg = List.of("gpg", "--batch", "--pinentry-mode", "loopback", "--passphrase", passphrase);
        // What it takes to guess a passphrase is of no use here, and every attempt to open the key would take it.
        Files.writeString(folder.resolve("gnupg/gpg-agent.conf"), "s2k-count 65536\n");
        gpg(gpg, "--quick-generate-key", "Sluice <sluice@example.com>", "ed25519", "sign", "never");
        Path key = folder.resolve("key.asc");
        gpg(gpg, "--armor", "--output", key.toString(), "--export-secret-keys");
        return key;
    }

    private void gpg(List<String> gpg, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(gpg);
        command.addAll(List.of(words));
        Ended ended = run(gpgHome(), command.toArray(String[]::new));
        assertThat(ended.exit()).as(ended.said()).isZero();
    }

    private Map<String, String> gpgHome() {
        return Map.of("GNUPGHOME", folder.resolve("gnupg").toString());
    }

    private static void assumeInstalled(String program) {
        boolean there = List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
        assumeThat(there)
                .as("%s is not installed: its signatures are not tested", program)
                .isTrue();
    }

    private Ended run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_CONFIG_SYSTEM", "/dev/null");
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(command[0] + " did not end");
        }
        return new Ended(process.exitValue(), Files.readString(said));
    }
}
