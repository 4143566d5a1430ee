package dev.sluice.plan.history;

import dev.sluice.gitops.FolderTemplate;
import dev.sluice.gitops.GitException;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.Snapshot;
import dev.sluice.gitops.past.FileContents;
import dev.sluice.gitops.past.FolderPast;
import dev.sluice.gitops.past.FolderPast.WalkEnd;
import dev.sluice.gitops.past.PastCommit;
import dev.sluice.manifest.EgressFirewallCodec;
import dev.sluice.manifest.ParsedFirewall;
import dev.sluice.plan.PublishedManifests;
import dev.sluice.plan.history.PublishedHistory.FleetFigures;
import dev.sluice.plan.history.PublishedHistory.HistoryEnd;
import dev.sluice.plan.history.PublishedHistory.PublishedCommit;
import dev.sluice.policy.LruMemo;
import dev.sluice.render.Part;
import dev.sluice.render.Provenance;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Reads what was published from the followed branch, newest commits first. It remembers what it read: another question reads
 * what is new, and goes on where time was up. A firewall's text is parsed once for each content, whatever the number of
 * commits that hold it. Valid while its remote is open; not thread-safe.
 */
public final class HistoryReader {

    private static final Logger LOG = Logger.getLogger(HistoryReader.class);

    /** How many commits are shown. */
    public static final int MOST = 400;

    /** How many files are fetched at once; a single commit may change more. */
    private static final int BATCH = 5_000;

    /** Firewalls that are remembered; they share their rules. */
    private static final int FIREWALLS = 50_000;

    private final Remote remote;
    private final FolderTemplate folders;
    private final int deepest;
    private final int most;
    private final FileContents contents;
    private final PublishedManifests manifests = new PublishedManifests(new EgressFirewallCodec());
    private final LruMemo<String, Optional<ParsedFirewall>> firewalls = new LruMemo<>(FIREWALLS, this::parsed);

    private Optional<Walk> walk = Optional.empty();
    private Optional<String> head = Optional.empty();
    private List<PublishedCommit> commits = List.of();
    private HistoryEnd end = HistoryEnd.BEGINNING;

    /**
     * A walk into the past.
     *
     * @param read commits whose contents are here and which are not told yet
     * @param state of the fleet after the first of them
     */
    private record Walk(FolderPast past, Deque<PastCommit> read, FleetState state) {}

    /** @param folders where each cluster has its own */
    public HistoryReader(Remote remote, FolderTemplate folders) {
        this(remote, folders, FolderPast.DEEPEST, MOST);
    }

    /**
     * @param deepest how many commits of the branch are looked at, whatever they change
     * @param most how many are shown
     */
    HistoryReader(Remote remote, FolderTemplate folders, int deepest, int most) {
        this.remote = remote;
        this.folders = folders;
        this.deepest = deepest;
        this.most = most;
        this.contents = new FileContents(remote);
    }

    private Optional<ParsedFirewall> parsed(String content) {
        return manifests.firewall(contents.text(content));
    }

    /** How many contents were parsed so far. */
    long parsed() {
        return firewalls.answered();
    }

    /**
     * Reads as far as time allows.
     *
     * @param tip what the branch holds now
     * @param goOn whether there is still time
     * @throws GitException if what is published now cannot be read
     */
    public PublishedHistory read(Snapshot tip, BooleanSupplier goOn) {
        if (tip.commit().isPresent() && !tip.commit().equals(head)) {
            renew(tip.commit().get(), goOn);
        } else if (end == HistoryEnd.TIME && walk.isPresent()) {
            List<PublishedCommit> all = new ArrayList<>(commits);
            end = read(walk.get(), all, goOn);
            commits = all;
        }
        return new PublishedHistory(commits, end);
    }

    private void renew(String tip, BooleanSupplier goOn) {
        FolderPast past = new FolderPast(remote, tip, folders.parent(), this::counts, head, deepest);
        FleetState state = new FleetState(folders, firewalls::to);
        var files = past.files();
        files.keySet().removeIf(file -> !FleetState.mayBeFirewall(file));
        contents.load(files.values());
        state.begin(files);
        Walk now = new Walk(past, new ArrayDeque<>(), state);
        List<PublishedCommit> fresh = new ArrayList<>();
        HistoryEnd ended = read(now, fresh, goOn);
        if (past.end() == WalkEnd.KNOWN && now.read().isEmpty()) {
            int room = most - fresh.size();
            end = commits.size() > room ? HistoryEnd.MOST : end;
            fresh.addAll(commits.subList(0, Math.min(commits.size(), room)));
        } else {
            past.passKnown();
            walk = Optional.of(now);
            end = ended;
        }
        commits = fresh;
        head = Optional.of(tip);
    }

    /** Beside the clusters' folders and above Sluice's there may be anything, which is of no cluster. */
    private boolean counts(String path) {
        return folders.isAlone()
                || folders.inside(folders.belowParent(path))
                        .filter(inside -> Part.of(inside).isPresent() || inside.startsWith(Provenance.FOLDER))
                        .isPresent();
    }

    private HistoryEnd read(Walk from, List<PublishedCommit> into, BooleanSupplier goOn) {
        try {
            while (into.size() < most) {
                if (from.read().isEmpty()) {
                    fill(from, most - into.size());
                }
                if (from.read().isEmpty()) {
                    return from.past().end() == WalkEnd.BEGINNING ? HistoryEnd.BEGINNING : HistoryEnd.BOUND;
                }
                into.add(told(from.read().remove(), from.state()));
                if (!goOn.getAsBoolean()) {
                    return HistoryEnd.TIME;
                }
            }
            boolean isAll = from.read().isEmpty() && from.past().end() == WalkEnd.BEGINNING;
            return isAll ? HistoryEnd.BEGINNING : HistoryEnd.MOST;
        } catch (GitException e) {
            LOG.debugf(e, "where older commits could not be read (%s)", e.subject());
            return HistoryEnd.UNREADABLE;
        }
    }

    private static PublishedCommit told(PastCommit commit, FleetState state) {
        FleetFigures after = state.figures();
        return new PublishedCommit(
                commit.commit(),
                commit.time(),
                commit.author(),
                commit.message().lines().findFirst().orElse(""),
                commit.acceptedBy(),
                state.back(commit.files()),
                after);
    }

    /** Takes the next commits, and brings what they replaced at once. */
    private void fill(Walk from, int room) {
        List<PastCommit> next = new ArrayList<>();
        List<String> replaced = new ArrayList<>();
        while (next.size() < room && replaced.size() < BATCH) {
            Optional<PastCommit> commit = from.past().next();
            if (commit.isEmpty()) {
                break;
            }
            next.add(commit.get());
            commit.get().files().stream()
                    .filter(file -> FleetState.mayBeFirewall(file.path()))
                    .flatMap(file -> file.before().stream())
                    .forEach(replaced::add);
        }
        contents.load(replaced);
        from.read().addAll(next);
    }
}
