package dev.sluice.gitops;

import java.util.Collection;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jgit.storage.pack.PackStatistics;
import org.eclipse.jgit.transport.PostReceiveHook;
import org.eclipse.jgit.transport.PostUploadHook;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.ReceivedPackStatistics;

/** Counts the packs that a server sends and receives. */
public final class Traffic implements PostUploadHook, PostReceiveHook {

    private final LongAdder bytes = new LongAdder();
    private final LongAdder sentObjects = new LongAdder();
    private final LongAdder receivedObjects = new LongAdder();

    @Override
    public void onPostUpload(PackStatistics statistics) {
        bytes.add(statistics.getTotalBytes());
        sentObjects.add(statistics.getTotalObjects());
    }

    @Override
    public void onPostReceive(ReceivePack pack, Collection<ReceiveCommand> commands) {
        ReceivedPackStatistics statistics = pack.getReceivedPackStatistics();
        bytes.add(statistics.getNumBytesRead());
        receivedObjects.add(statistics.getNumWholeCommit()
                + statistics.getNumWholeTree()
                + statistics.getNumWholeBlob()
                + statistics.getNumOfsDelta()
                + statistics.getNumRefDelta());
    }

    /** Of all packs, in both directions. */
    long bytes() {
        return bytes.sum();
    }

    long sentObjects() {
        return sentObjects.sum();
    }

    long receivedObjects() {
        return receivedObjects.sum();
    }

    void reset() {
        bytes.reset();
        sentObjects.reset();
        receivedObjects.reset();
    }
}
