package dev.sluice.gitops;

import com.jcraft.jsch.ConfigRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.File;
import java.nio.file.Path;
import org.eclipse.jgit.transport.ssh.jsch.JschConfigSessionFactory;
import org.eclipse.jgit.transport.ssh.jsch.OpenSshConfig;
import org.eclipse.jgit.util.FS;

/** SSH sessions with one key and a fixed list of trusted hosts; nothing else in the user's SSH configuration counts. */
final class SshKeys extends JschConfigSessionFactory {

    private final Origin.SshKey key;

    SshKeys(Origin.SshKey key) {
        this.key = key;
        setConfig(new OpenSshConfig(new File("no-home"), new File("no-ssh-config")));
    }

    @Override
    protected JSch getJSch(OpenSshConfig.Host host, FS fs) throws JSchException {
        JSch jsch = new JSch();
        jsch.setConfigRepository(ConfigRepository.nullConfig);
        jsch.addIdentity(key.keyFile().toString());
        jsch.setKnownHosts(key.knownHosts()
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".ssh", "known_hosts"))
                .toString());
        return jsch;
    }

    @Override
    protected void configure(OpenSshConfig.Host host, Session session) {
        session.setConfig("StrictHostKeyChecking", "yes");
        session.setConfig("PreferredAuthentications", "publickey");
    }
}
