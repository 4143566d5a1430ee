package dev.sluice.gitops;

import java.io.IOException;
import org.eclipse.jgit.transport.Transport;

/** Finds out whether the remote would take a push, without pushing anything. */
public final class PushPermission {

    private PushPermission() {}

    /**
     * Asks the server for the branches as a push begins with it; rules for single branches and hooks only show at a push.
     *
     * @throws GitException if it refuses
     */
    public static void require(Remote remote) {
        Link link = remote.link();
        try (Transport transport = link.transport()) {
            if (link.connections().needsGit(link.origin())) {
                transport.setOptionReceivePack("git receive-pack --");
            }
            transport.openPush().close();
        } catch (IOException e) {
            throw link.failures().explain("cannot push to", e);
        }
    }
}
