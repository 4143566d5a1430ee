package dev.sluice.review;

import dev.sluice.gitops.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A repository on a forge and how to speak with it.
 *
 * @param api the address of the API, without a slash at the end
 * @param path the repository's path, such as {@code platform/fleet}
 * @param timeout for each answer
 * @param maxWait how long one run waits in all where the forge asks for patience
 * @param tls the name of a TLS configuration; the unnamed one where empty
 */
public record Repository(
        URI api, String path, ForgeCredentials credentials, Duration timeout, Duration maxWait, Optional<String> tls) {

    /** How to sign in. */
    public sealed interface ForgeCredentials {}

    /** An access token. */
    public record AccessToken(Secret token) implements ForgeCredentials {}

    /** A GitHub App: its private key signs for an installation, which gives tokens of an hour. */
    public record App(String id, String installation, Path privateKeyFile) implements ForgeCredentials {}
}
