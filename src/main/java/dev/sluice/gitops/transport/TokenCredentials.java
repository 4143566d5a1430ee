package dev.sluice.gitops.transport;

import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/**
 * Tells a token to one scheme, host and port, and only once: a server that another redirects to does not get it, and a wrong
 * one is not tried until the account is locked.
 */
public final class TokenCredentials extends UsernamePasswordCredentialsProvider {

    private final URIish server;
    private boolean isRefused;

    public TokenCredentials(URIish server, String username, String token) {
        super(username, token);
        this.server = server;
    }

    @Override
    public boolean get(URIish uri, CredentialItem... items) {
        // JGit may ask other things, such as whether to trust a host; the answer is no.
        boolean mayKnow = !isRefused
                && SameOriginConnections.origin(server).equals(SameOriginConnections.origin(uri))
                && supports(items);
        return mayKnow && super.get(uri, items);
    }

    /** What JGit calls before it tries again what was refused. */
    @Override
    public void reset(URIish uri) {
        isRefused = true;
    }
}
