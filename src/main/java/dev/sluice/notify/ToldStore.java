package dev.sluice.notify;

import dev.sluice.gitops.GitException;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.refs.KeptText;
import dev.sluice.text.ExplainedException;
import java.time.Clock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Remembers what receivers were told, in a ref of the fleet's repository: a restart, another leader and the next one-shot
 * know it. Where Git is away this process's own memory has to do. Not thread-safe.
 */
final class ToldStore {

    /** Below it each service has one, which is named by what it writes to. */
    static final String REFS = "refs/sluice/told/";

    private static final Logger LOG = Logger.getLogger(ToldStore.class);

    private static final int ATTEMPTS = 3;

    private final Supplier<Remote> remotes;
    private final String ref;
    private final String subject;
    private final Clock clock;
    private ToldLedger known = ToldLedger.NONE;
    private ToldLedger unsaved = ToldLedger.NONE;
    private boolean isWarned;

    /**
     * @param ref below {@value #REFS}
     * @param owner which service it is, in words
     */
    ToldStore(Supplier<Remote> remotes, String ref, String owner, Clock clock) {
        this.remotes = remotes;
        this.ref = ref;
        this.subject = "Remember what was told of " + owner;
        this.clock = clock;
    }

    /** What was told last, by this instance or another one. */
    ToldLedger read() {
        try (Remote remote = remotes.get()) {
            known = new KeptText(remote, ref)
                    .read()
                    .map(ToldLedger::parse)
                    .orElse(ToldLedger.NONE)
                    .with(unsaved);
        } catch (ExplainedException e) {
            warn(e);
        }
        return known;
    }

    /** @param told by this instance just now */
    void add(ToldLedger told) {
        known = known.with(told);
        unsaved = unsaved.with(told);
        try (Remote remote = remotes.get()) {
            KeptText kept = new KeptText(remote, ref);
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                ToldLedger before = kept.read().map(ToldLedger::parse).orElse(ToldLedger.NONE);
                known = before.with(unsaved);
                if (known.equals(before) || kept.write(known.text(), subject, clock.instant())) {
                    unsaved = ToldLedger.NONE;
                    isWarned = false;
                    return;
                }
            }
            throw new GitException(ref + " moved during each of " + ATTEMPTS + " attempts to push");
        } catch (ExplainedException e) {
            warn(e);
        }
    }

    private void warn(ExplainedException failure) {
        if (!isWarned) {
            LOG.warnf(
                    "what was told cannot be kept in Git, so that a restart may tell it again: %s",
                    failure.explanation());
            isWarned = true;
        }
        LOG.debugf(failure, "where %s failed", ref);
    }
}
