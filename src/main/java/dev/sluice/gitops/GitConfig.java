package dev.sluice.gitops;

import dev.sluice.config.FileConverter;
import dev.sluice.config.SecretFile;
import dev.sluice.config.TextConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** The repository that manifests go to. */
@ConfigMapping(prefix = "sluice.git")
public interface GitConfig {

    /** The repository: https, ssh or file, or user@host:path; without credentials in it. */
    @WithConverter(Url.class)
    String url();

    /**
     * How a change gets onto the branch: commit, pull-request, or by-risk, where only what is risky is proposed. Without
     * it pull-request where a forge is configured, else commit. With commit a forge is where people have a held change
     * proposed.
     */
    Optional<Mode> mode();

    /** The branch that Argo CD follows. */
    @WithConverter(Branch.class)
    @WithDefault("main")
    String branch();

    /**
     * Where in the repository the clusters' folders are: a folder that holds one for each cluster, {@code .} for the root, or
     * a template such as {@code clusters/{cluster}/egress} in which {@code {cluster}} is the cluster's name, once. Names of
     * letters, digits, dashes, underscores and dots, with / between; at most 300 bytes, and 255 a name.
     */
    @WithConverter(RepositoryFolder.class)
    @WithDefault("clusters")
    String path();

    /**
     * The name of this service among those that write to one repository, in lower-case letters, digits and dashes. Its
     * branches are {@code sluice/<name>/<cluster>}; without one {@code sluice/<cluster>}.
     */
    @WithConverter(InstanceName.class)
    Optional<String> instance();

    /** Whom commits name. */
    Author author();

    /** The user of the token. Many servers take any. */
    @WithDefault("sluice")
    String username();

    /** The password or access token for https; better in a file. */
    @WithConverter(SecretConverter.class)
    Optional<Secret> token();

    /** A file that holds the token; it is read again at each run. */
    @WithConverter(SecretFile.class)
    Optional<Path> tokenFile();

    /** How to sign in over ssh. */
    Ssh ssh();

    /** The key that signs commits; without it they are not signed. */
    Signing signing();

    /**
     * Whether {@code refs/notes/sluice} keeps how the last 500 runs ended, so that a restart does not forget it. Turn it off
     * where the server refuses such refs; runs are then remembered by the process alone.
     */
    @WithDefault("true")
    boolean notes();

    /** How long to wait for the server at each step. */
    @WithDefault("30s")
    Duration timeout();

    /**
     * A folder that keeps the objects fetched from the repository between runs, so that the next one fetches only what
     * changed; it may be lost at any time. Needs room for three times the last commit's files, compressed, and 16 MiB.
     * Without it they are fetched anew. A folder that cannot be used is a warning, not an error.
     */
    @WithConverter(Store.class)
    Optional<Path> store();

    /**
     * The {@code quarkus.tls.<name>} configuration whose trust store decides whom https trusts; without it the unnamed one if
     * it has a trust store, else the JVM's authorities.
     */
    Optional<String> tlsConfigurationName();

    /** Whom commits name. */
    interface Author {

        /** The name. */
        @WithConverter(Identity.class)
        @WithDefault("Sluice")
        String name();

        /** The address. */
        @WithConverter(Identity.class)
        @WithDefault("sluice@localhost")
        String email();
    }

    /** The key that signs commits. */
    interface Signing {

        /** An SSH private key, or an armoured OpenPGP private key; it is read again at each run. */
        @WithConverter(SecretFile.class)
        Optional<Path> keyFile();

        /** A file that holds the key's passphrase; a key without one needs none. */
        @WithConverter(SecretFile.class)
        Optional<Path> passphraseFile();
    }

    /** How to sign in over ssh. */
    interface Ssh {

        /** A private key without passphrase. */
        @WithConverter(SecretFile.class)
        Optional<Path> keyFile();

        /** Host keys that are trusted, in OpenSSH's format; without it the user's own list. Any other host is refused. */
        @WithConverter(SecretFile.class)
        Optional<Path> knownHostsFile();
    }

    /** Reads the address of a repository. */
    final class Url extends TextConverter {

        private static final long serialVersionUID = 1;

        /** In place of an address that cannot be read. */
        static final String UNREAD = "file:missing";

        public Url() {
            super(Origin::requireUrl, UNREAD);
        }
    }

    /** Reads the name of a branch. */
    final class Branch extends TextConverter {

        private static final long serialVersionUID = 1;

        public Branch() {
            super(Origin::requireBranch, "main");
        }
    }

    /** Reads a folder in the repository. */
    final class RepositoryFolder extends TextConverter {

        private static final long serialVersionUID = 1;

        public RepositoryFolder() {
            super(GitSettings::folder, "clusters");
        }
    }

    /** Reads the name of a service. */
    final class InstanceName extends TextConverter {

        private static final long serialVersionUID = 1;

        public InstanceName() {
            super(
                    Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?"),
                    "a name of lower-case letters, digits and dashes, at most 63",
                    "missing");
        }
    }

    /** Reads what names a person in a commit. */
    final class Identity extends TextConverter {

        private static final long serialVersionUID = 1;

        public Identity() {
            super(GitSettings::identity, "missing");
        }
    }

    /** Reads a folder that may be absent. */
    final class Store extends FileConverter {

        private static final long serialVersionUID = 1;

        public Store() {
            super("folder", GitSettings::absolute);
        }
    }
}
