package dev.sluice.gitops;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.git.pack.GitPackCommandFactory;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;

/** A Git server over ssh on loopback that serves one repository to the owner of one key. */
public final class GitSshServer implements AutoCloseable {

    /** What keys are made of: the server's and the client's. */
    public enum KeyType {
        ED25519(KeyPairProvider.SSH_ED25519, 256),
        ECDSA(KeyPairProvider.ECDSA_SHA2_NISTP256, 256),
        RSA(KeyPairProvider.SSH_RSA, 2048);

        private final String name;
        private final int bits;

        KeyType(String name, int bits) {
            this.name = name;
            this.bits = bits;
        }

        KeyPair newKey() throws GeneralSecurityException {
            return KeyUtils.generateKeyPair(name, bits);
        }
    }

    private static final Logger QUIET = Logger.getLogger("org.apache.sshd");

    static {
        QUIET.setLevel(Level.SEVERE); // clients that hang up are what tests are about
    }

    private final SshServer server;
    private final Path served;
    private final Path folder;
    private final KeyType type;
    private final KeyPair hostKey;
    private final Path keyFile;

    private GitSshServer(SshServer server, Path served, Path folder, KeyType type)
            throws GeneralSecurityException, IOException {
        this.server = server;
        this.served = served;
        this.folder = folder;
        this.type = type;
        this.hostKey = type.newKey();
        KeyPair clientKey = type.newKey();
        this.keyFile = store(clientKey, "id");
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPublickeyAuthenticator(
                (user, key, session) -> user.equals("git") && KeyUtils.compareKeys(key, clientKey.getPublic()));
        if (server.getCommandFactory() == null) {
            server.setCommandFactory(
                    new GitPackCommandFactory((command, arguments, session, files) -> served.getParent()));
        }
    }

    /** @param folder where keys and lists of hosts are put */
    public static GitSshServer start(BareRepository repository, Path folder)
            throws GeneralSecurityException, IOException {
        return start(repository, folder, KeyType.ED25519);
    }

    public static GitSshServer start(BareRepository repository, Path folder, KeyType type)
            throws GeneralSecurityException, IOException {
        GitSshServer made = new GitSshServer(SshServer.setUpDefaultServer(), repository.directory(), folder, type);
        made.server.start();
        return made;
    }

    /** One that runs other commands than JGit's; it is given its keys here. */
    static GitSshServer start(Path served, Path folder, SshServer server) throws GeneralSecurityException, IOException {
        GitSshServer made = new GitSshServer(server, served, folder, KeyType.ED25519);
        made.server.start();
        return made;
    }

    /** From now on keys are exchanged over curve25519 alone. */
    public GitSshServer withCurve25519Alone() {
        server.setKeyExchangeFactories(List.of(ServerBuilder.DH2KEX.apply(BuiltinDHFactories.curve25519)));
        return this;
    }

    public String url() {
        return "ssh://git@127.0.0.1:" + server.getPort() + "/" + served.getFileName();
    }

    /** Its branch main, reached with a key and a list of trusted hosts. */
    public Origin origin(Path key, Path knownHosts) {
        return new Origin(url(), "main", new Origin.SshKey(key, Optional.of(knownHosts)), BareRepository.AUTHOR);
    }

    /** The private key that is let in. */
    public Path keyFile() {
        return keyFile;
    }

    /** A private key that is not let in. */
    public Path strangersKeyFile() throws GeneralSecurityException, IOException {
        return store(type.newKey(), "stranger");
    }

    /** A list of hosts that has this server with its key. */
    public Path knownHosts() throws IOException {
        return knownHosts("known_hosts", hostKey);
    }

    /** A list of hosts that has this server with another key. */
    public Path outdatedKnownHosts() throws GeneralSecurityException, IOException {
        return knownHosts("outdated_known_hosts", type.newKey());
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    private Path knownHosts(String name, KeyPair key) throws IOException {
        String line = "[127.0.0.1]:" + server.getPort() + " " + PublicKeyEntry.toString(key.getPublic()) + "\n";
        return Files.writeString(folder.resolve(name), line);
    }

    private Path store(KeyPair key, String name) throws IOException, GeneralSecurityException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, name, null, out);
        }
        return file;
    }
}
