package dev.sluice.gitops;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The repository that manifests go to; raw values, checked when the service starts. */
@ConfigMapping(prefix = "sluice.git")
public interface GitConfig {

    /** The repository: https, ssh or file, or user@host:path; without credentials in it. Required. */
    Optional<String> url();

    /**
     * How a change gets onto the branch: commit, pull-request, or by-risk, where only what is risky is proposed; default
     * pull-request where a forge is configured, else commit.
     */
    Optional<String> mode();

    /** The branch that Argo CD follows; default main. */
    Optional<String> branch();

    /** The folder in the repository that holds one folder a cluster; default clusters. */
    Optional<String> path();

    /** Whom commits name. */
    Author author();

    /** The user of the token; default sluice. Many servers take any. */
    Optional<String> username();

    /** The password or access token for https; better in a file. */
    Optional<String> token();

    /** A file that holds the token; it is read again at each run. */
    Optional<String> tokenFile();

    /** How to sign in over ssh. */
    Ssh ssh();

    /** The key that signs commits; default none. */
    Signing signing();

    /** How long to wait for the server at each step, as a duration such as {@code 30s}; default 30s. */
    Optional<String> timeout();

    /**
     * A folder that keeps the objects fetched from the repository between runs, so that the next one fetches only what
     * changed; it may be lost at any time. Needs room for three times the last commit's files, compressed, and 16 MiB.
     * Default none: they are fetched anew. A folder that cannot be used is a warning, not an error.
     */
    Optional<String> store();

    /**
     * The {@code quarkus.tls.<name>} configuration whose trust store decides whom https trusts; default the unnamed one if
     * it has a trust store, else the JVM's authorities.
     */
    Optional<String> tlsConfigurationName();

    /** Whom commits name. */
    interface Author {

        /** Default Sluice. */
        Optional<String> name();

        /** Default sluice@localhost. */
        Optional<String> email();
    }

    /** The key that signs commits. */
    interface Signing {

        /** An SSH private key, or an armoured OpenPGP private key; it is read again at each run. Default none. */
        Optional<String> keyFile();

        /** A file that holds the key's passphrase; default none, for a key without one. */
        Optional<String> passphraseFile();
    }

    /** How to sign in over ssh. */
    interface Ssh {

        /** A private key without passphrase. */
        Optional<String> keyFile();

        /** Host keys that are trusted, in OpenSSH's format; default the user's own list. Any other host is refused. */
        Optional<String> knownHostsFile();
    }
}
