package dev.sluice.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for {@code localhost}, and no other name, that no JVM trusts by itself. */
public final class LocalAuthority {

    public static final String PASSWORD = "changeit";

    private static final String ALIAS = "server";

    private final Path keyStore;

    private LocalAuthority(Path keyStore) {
        this.keyStore = keyStore;
    }

    /** Makes a new one with the JDK's own keytool, so that no key lies in the repository and none expires. */
    public static LocalAuthority in(Path folder) throws IOException, InterruptedException {
        Path keyStore = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keyStore.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue())
                .as(Files.readString(folder.resolve("keytool.log")))
                .isZero();
        return new LocalAuthority(keyStore);
    }

    public Path keyStore() {
        return keyStore;
    }

    /** A context that trusts this certificate and no other. */
    SSLContext trusted() throws IOException, GeneralSecurityException {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry(ALIAS, loaded().getCertificate(ALIAS));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trust);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    /** The certificate as a file in PEM. */
    public Path pem() throws IOException, GeneralSecurityException {
        String encoded = Base64.getMimeEncoder()
                .encodeToString(loaded().getCertificate(ALIAS).getEncoded());
        return Files.writeString(
                keyStore.resolveSibling("server.pem"),
                "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
    }

    private KeyStore loaded() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(keyStore)) {
            store.load(content, PASSWORD.toCharArray());
        }
        return store;
    }
}
