package dev.sluice.review.forge.github;

import dev.sluice.review.ForgeException;
import dev.sluice.text.OutsideFile;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** The private key of a GitHub App, in a file that is read at each use. */
record AppKey(Path file) {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (RSA )?PRIVATE KEY-----");

    /**
     * The JSON web token that an App exchanges for a token of an installation.
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
            Matcher pem = PEM.matcher(OutsideFile.text(file));
            if (pem.find()) {
                byte[] content = Base64.getMimeDecoder().decode(pem.group(2));
                return KeyFactory.getInstance("RSA")
                        .generatePrivate(new PKCS8EncodedKeySpec(pem.group(1) == null ? content : pkcs8(content)));
            }
        } catch (IOException e) {
            throw new ForgeException("cannot read the private key " + file + OutsideFile.why(e), e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // explained below; the causes might quote the key
        }
        throw new ForgeException(
                "the file " + file + " does not hold the RSA private key of a GitHub App in PEM format:"
                        + " check sluice.review.app.private-key-file");
    }

    /** The JDK reads PKCS#8 only, and GitHub gives out PKCS#1, which PKCS#8 wraps. */
    private static byte[] pkcs8(byte[] pkcs1) throws IOException {
        return new DERSequence(new ASN1Encodable[] {
                    new ASN1Integer(0),
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                    new DEROctetString(pkcs1)
                })
                .getEncoded();
    }
}
