package dev.sluice.review.forge;

import dev.sluice.review.ForgeException;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The private key of a GitHub App, in a file that is read at each use. */
record AppKey(Path file) {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (RSA )?PRIVATE KEY-----");

    /** Version 0 and the algorithm rsaEncryption: what PKCS#8 puts before a key of PKCS#1. */
    private static final byte[] RSA = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private static final int OCTET_STRING = 0x04;
    private static final int SEQUENCE = 0x30;

    /**
     * What an App shows to get a token.
     *
     * @see <a href="https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app">GitHub's documentation</a>
     */
    String jwt(String app, Instant now) {
        return Jwt.issuer(app)
                .issuedAt(now.minus(Duration.ofMinutes(1))) // clocks differ
                .expiresAt(now.plus(Duration.ofMinutes(9))) // ten are allowed
                .jws()
                .algorithm(SignatureAlgorithm.RS256)
                .sign(key());
    }

    private PrivateKey key() {
        try {
            Matcher pem = PEM.matcher(Files.readString(file));
            if (pem.find()) {
                byte[] content = Base64.getMimeDecoder().decode(pem.group(2));
                // GitHub hands out PKCS#1, which the JDK does not read.
                byte[] key =
                        pem.group(1) == null ? content : element(SEQUENCE, concat(RSA, element(OCTET_STRING, content)));
                return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key));
            }
        } catch (IOException e) {
            throw new ForgeException("cannot read the private key " + file, e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // said below; the causes might quote the key
        }
        throw new ForgeException(
                "the file " + file + " does not hold the RSA private key of a GitHub App in PEM format:"
                        + " check sluice.review.app.private-key-file");
    }

    /** An element of DER: tag, length, content. */
    private static byte[] element(int tag, byte[] content) {
        return concat(
                new byte[] {(byte) tag, (byte) 0x82, (byte) (content.length >> 8), (byte) content.length}, content);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }
}
