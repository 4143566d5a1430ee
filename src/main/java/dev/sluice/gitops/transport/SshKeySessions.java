package dev.sluice.gitops.transport;

import com.jcraft.jsch.ConfigRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import com.jcraft.jsch.Session;
import dev.sluice.text.OutsideFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.RemoteSession2;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.ssh.jsch.JschConfigSessionFactory;
import org.eclipse.jgit.transport.ssh.jsch.OpenSshConfig;
import org.eclipse.jgit.util.FS;

/** SSH sessions with one key and a fixed list of trusted hosts; nothing else in the user's SSH configuration counts. */
public final class SshKeySessions extends JschConfigSessionFactory {

    private final Path keyFile;
    private final Optional<Path> knownHosts;

    /** @param knownHosts in OpenSSH's format; the user's own file where empty */
    public SshKeySessions(Path keyFile, Optional<Path> knownHosts) {
        this.keyFile = keyFile;
        this.knownHosts = knownHosts;
        setConfig(new OpenSshConfig(new File("no-home"), new File("no-ssh-config")));
    }

    @Override
    protected JSch getJSch(OpenSshConfig.Host host, FS fs) throws JSchException {
        Path known = knownHosts.orElseGet(() -> Path.of(System.getProperty("user.home"), ".ssh", "known_hosts"));
        require("private key", keyFile);
        if (Files.exists(known)) { // without one no host is known
            require("list of known hosts", known);
        }
        JSch jsch = new JSch();
        jsch.setConfigRepository(ConfigRepository.nullConfig);
        requireOpen(jsch, keyFile);
        jsch.addIdentity(keyFile.toString());
        jsch.setKnownHosts(known.toString());
        return jsch;
    }

    @Override
    public RemoteSession getSession(URIish uri, CredentialsProvider credentials, FS fs, int timeout)
            throws TransportException {
        RemoteSession session = super.getSession(uri, credentials, fs, timeout);
        return session instanceof RemoteSession2 second ? new WatchedSession(second) : session;
    }

    /** JSch would try the key in vain, and the server be said to refuse it. */
    private static void requireOpen(JSch jsch, Path file) throws JSchException {
        if (KeyPair.load(jsch, file.toString(), null).isEncrypted()) {
            throw new SshFileException("cannot use the private key " + file
                    + ": it has a passphrase; give git.ssh.key-file a key without one (ssh-keygen -p removes it)");
        }
    }

    private static void require(String what, Path file) {
        try {
            OutsideFile.requireRegular(file);
        } catch (IOException e) {
            throw new SshFileException("cannot read the " + what + " " + file + OutsideFile.why(e), e);
        }
    }

    @Override
    protected void configure(OpenSshConfig.Host host, Session session) {
        session.setConfig("StrictHostKeyChecking", "yes");
        session.setConfig("PreferredAuthentications", "publickey");
    }
}
