package dev.sluice.gitops.transport;

import com.jcraft.jsch.ConfigRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import dev.sluice.text.OutsideFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
        jsch.addIdentity(keyFile.toString());
        jsch.setKnownHosts(known.toString());
        return jsch;
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
