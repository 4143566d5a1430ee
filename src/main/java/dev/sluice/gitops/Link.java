package dev.sluice.gitops;

import java.io.IOException;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/** The way between an object store and the remote repository that it is filled from. */
record Link(Origin origin, Connections connections, Repository repository) {

    /** A new connection, to be closed by the caller. */
    Transport transport() throws IOException {
        try {
            Transport transport = Transport.open(repository, new URIish(origin.url()));
            transport.setTagOpt(TagOpt.NO_TAGS);
            connections.prepare(transport, origin.credentials());
            return transport;
        } catch (URISyntaxException e) {
            throw new TransportException("not a Git address", e);
        }
    }

    /** Where the remote's branches stand now: commits by short name. */
    Map<String, ObjectId> branches() {
        try (Transport transport = transport();
                var connection = transport.openFetch()) {
            return connection.getRefs().stream()
                    .filter(ref -> ref.getName().startsWith(Constants.R_HEADS))
                    .collect(Collectors.toMap(ref -> Repository.shortenRefName(ref.getName()), Ref::getObjectId));
        } catch (IOException e) {
            throw failures().explain("cannot read", e);
        }
    }

    FailureText failures() {
        return new FailureText(origin);
    }
}
