package dev.sluice.gitops;

import dev.sluice.text.OutsideFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** A private key that signs commits as {@code git commit -S} does. */
public interface SigningKey {

    /**
     * Signs a commit.
     *
     * @param commit as Git stores it, without a signature
     * @param now when it is signed
     * @return the armoured signature, as it is in the commit's {@code gpgsig} header
     * @throws GitException if the key cannot be read or used
     */
    byte[] sign(byte[] commit, Instant now);

    /**
     * The key in a file, which is read again at each use, so that a rotated one takes effect: an SSH key in OpenSSH's or
     * PEM format, or an armoured OpenPGP key.
     *
     * @param passphrase of the key; empty for a key without one
     */
    static SigningKey in(Path file, Optional<Secret> passphrase) {
        return (commit, now) -> {
            byte[] key = read(file);
            boolean isOpenPgp = new String(key, StandardCharsets.US_ASCII).contains("BEGIN PGP PRIVATE KEY BLOCK");
            return isOpenPgp
                    ? new OpenPgpSignature(file, key, passphrase).over(commit, now)
                    : new SshSignature(file, key, passphrase).over(commit);
        };
    }

    private static byte[] read(Path file) {
        try {
            return OutsideFile.bytes(file, OutsideFile.LONGEST);
        } catch (IOException e) {
            throw new GitException("cannot read the signing key " + file + OutsideFile.why(e), e);
        }
    }
}
