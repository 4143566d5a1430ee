package dev.sluice.gitops;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.Iterator;
import java.util.Optional;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;

/**
 * A detached, armoured OpenPGP signature, as {@code gpg --detach-sign --armor} makes it. Bouncy Castle's own engines are
 * used, not the JVM's providers, which a native image would have to know beforehand.
 */
record OpenPgpSignature(Path file, byte[] key, Optional<Secret> passphrase) {

    byte[] over(byte[] commit, Instant now) {
        try {
            PGPSecretKey secret = signingKey();
            PGPSignatureGenerator generator = new PGPSignatureGenerator(
                    new BcPGPContentSignerBuilder(secret.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA512),
                    secret.getPublicKey());
            generator.init(PGPSignature.BINARY_DOCUMENT, unlocked(secret));
            PGPSignatureSubpacketGenerator details = new PGPSignatureSubpacketGenerator();
            details.setIssuerFingerprint(false, secret.getPublicKey());
            details.setSignatureCreationTime(false, Date.from(now));
            generator.setHashedSubpackets(details.generate());
            generator.update(commit);
            return armoured(generator.generate());
        } catch (IOException | PGPException e) {
            throw new GitException("the signing key " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** The key that is made for signing: often a subkey, while the first one only certifies. */
    private PGPSecretKey signingKey() throws IOException, PGPException {
        PGPSecretKeyRing ring = new PGPSecretKeyRing(
                PGPUtil.getDecoderStream(new ByteArrayInputStream(key)), new BcKeyFingerprintCalculator());
        PGPSecretKey found = null;
        for (Iterator<PGPSecretKey> keys = ring.getSecretKeys(); keys.hasNext(); ) {
            PGPSecretKey next = keys.next();
            boolean signs = next.isSigningKey() && !next.isPrivateKeyEmpty() && maySign(next.getPublicKey());
            found = signs ? next : found; // the newest subkey is last
        }
        if (found == null) {
            throw new GitException("the OpenPGP key in " + file + " has no private part that may sign");
        }
        return found;
    }

    private static boolean maySign(PGPPublicKey key) {
        int flags = 0;
        boolean isSaid = false;
        for (Iterator<PGPSignature> signatures = key.getSignatures(); signatures.hasNext(); ) {
            var said = signatures.next().getHashedSubPackets();
            if (said != null && said.getKeyFlags() != 0) {
                flags |= said.getKeyFlags();
                isSaid = true;
            }
        }
        return !isSaid || (flags & KeyFlags.SIGN_DATA) != 0;
    }

    private PGPPrivateKey unlocked(PGPSecretKey secret) {
        char[] word = passphrase.map(Secret::reveal).orElse("").toCharArray();
        try {
            return secret.extractPrivateKey(
                    new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider()).build(word));
        } catch (PGPException e) {
            throw new GitException("the signing key " + file
                    + " is locked: check sluice.git.signing.passphrase-file, or use a key without a passphrase");
        }
    }

    private static byte[] armoured(PGPSignature signature) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ArmoredOutputStream out =
                ArmoredOutputStream.builder().clearHeaders().build(bytes)) {
            signature.encode(out);
        }
        return bytes.toString(StandardCharsets.US_ASCII).strip().getBytes(StandardCharsets.US_ASCII);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "OpenPGP key in " + file;
    }
}
