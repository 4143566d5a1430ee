package dev.sluice.gitops;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * A signature as {@code ssh-keygen -Y sign -n git} makes it.
 *
 * @see <a href="https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.sshsig">OpenSSH, PROTOCOL.sshsig</a>
 */
record SshSignature(Path file, byte[] key, Optional<Secret> passphrase) {

    private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final String NAMESPACE = "git";
    private static final String RESERVED = "";
    private static final String HASH = "sha512";
    private static final int LINE = 70;

    private interface SignedPart {
        void write(DataOutputStream out) throws IOException;
    }

    byte[] over(byte[] commit) {
        KeyPair pair = pair();
        try {
            byte[] toSign = bytes(out -> {
                out.write(MAGIC);
                string(out, NAMESPACE);
                string(out, RESERVED);
                string(out, HASH);
                string(out, sha512(commit));
            });
            // An RSA key's own name means SHA-1, which no verifier takes.
            byte[] signature = pair.getKeyType() == KeyPair.RSA
                    ? pair.getSignature(toSign, "rsa-sha2-512")
                    : pair.getSignature(toSign);
            if (signature == null) {
                throw new GitException("the signing key " + file + " cannot sign: use an Ed25519, ECDSA or RSA key");
            }
            return armoured(bytes(out -> {
                out.write(MAGIC);
                out.writeInt(VERSION);
                string(out, pair.getPublicKeyBlob());
                string(out, NAMESPACE);
                string(out, RESERVED);
                string(out, HASH);
                string(out, signature);
            }));
        } finally {
            pair.dispose();
        }
    }

    private KeyPair pair() {
        try {
            KeyPair pair = KeyPair.load(new JSch(), key.clone(), null);
            boolean isOpen = !pair.isEncrypted()
                    || passphrase
                            .map(secret -> pair.decrypt(secret.reveal().getBytes(StandardCharsets.UTF_8)))
                            .orElse(false);
            if (isOpen) {
                return pair;
            }
        } catch (JSchException e) {
            throw new GitException("the signing key " + file
                    + " is neither an SSH private key in OpenSSH's or PEM format nor an armoured OpenPGP private key");
        }
        throw new GitException("the signing key " + file
                + " is locked: check sluice.git.signing.passphrase-file, or use a key without a passphrase");
    }

    private static byte[] sha512(byte[] commit) {
        try {
            return MessageDigest.getInstance("SHA-512").digest(commit);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-512", e);
        }
    }

    private static byte[] armoured(byte[] signature) {
        String text = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(signature);
        return ("-----BEGIN SSH SIGNATURE-----\n" + text + "\n-----END SSH SIGNATURE-----")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void string(DataOutputStream out, String text) throws IOException {
        string(out, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void string(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(SignedPart content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            content.write(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "SSH key in " + file;
    }
}
