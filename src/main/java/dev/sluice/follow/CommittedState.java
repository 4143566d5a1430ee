package dev.sluice.follow;

import dev.sluice.cluster.verification.Expected;
import dev.sluice.cluster.verification.Expected.Declared;
import dev.sluice.cluster.verification.Expected.LastChange;
import dev.sluice.gitops.FolderTemplate;
import dev.sluice.gitops.GitException;
import dev.sluice.gitops.History;
import dev.sluice.gitops.History.Area;
import dev.sluice.gitops.History.Past;
import dev.sluice.gitops.Origin;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.Snapshot;
import dev.sluice.manifest.DeclaredObject;
import dev.sluice.manifest.ObjectKind;
import dev.sluice.manifest.ObjectKind.Trait;
import dev.sluice.render.Part;
import dev.sluice.render.Provenance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the followed branch says now of every cluster. It keeps what it saw last for as long as Git is away. */
final class CommittedState implements AutoCloseable {

    private static final String PROVENANCE = Provenance.FOLDER.substring(0, Provenance.FOLDER.length() - 1);

    private final Remote remote;
    private final FolderTemplate folders;
    private final History history;
    private @Nullable Snapshot snapshot;
    private Map<Area, Past> changes = Map.of();

    /** @param folders where each cluster has its own */
    CommittedState(Remote remote, FolderTemplate folders) {
        this.remote = remote;
        this.folders = folders;
        this.history = new History(remote);
    }

    /** Looks where the branch is; what is said of clusters holds for that. */
    void refresh() {
        Snapshot now = remote.fetch();
        if (snapshot == null || !now.commit().equals(snapshot.commit())) {
            history.from(now);
            changes = history.lastChanges(folders.parent(), areas(now));
            folders.load(now, Provenance.MARKER); // at once, and here also while Git is away
            snapshot = now;
        }
    }

    History history() {
        return history;
    }

    /** The commit that last changed a cluster's folder; empty where the branch has none. */
    Optional<Past> lastChange(String cluster) {
        return Optional.ofNullable(changes.get(Area.of(below(cluster))));
    }

    /** What is to be on a cluster; empty where nothing was committed for it. */
    Optional<Expected> of(String cluster) {
        return lastChange(cluster).map(past -> {
            String folder = folders.folder(cluster);
            Origin origin = remote.origin();
            return new Expected(
                    cluster,
                    past.commit(),
                    past.time(),
                    parts(cluster),
                    new Expected.GitFolder(origin.url(), origin.branch(), folder),
                    folders(folder),
                    objects(folder));
        });
    }

    private Map<String, LastChange> parts(String cluster) {
        Map<String, LastChange> parts = new HashMap<>();
        deployed(cluster).forEach((part, area) -> Optional.ofNullable(changes.get(area))
                .ifPresent(past -> parts.put(part, new LastChange(past.commit(), past.time()))));
        return parts;
    }

    /** The parts that have a file, a kustomization that lists nothing as well. */
    private Set<String> folders(String folder) {
        return seen().files(folder).stream()
                .map(file -> part(file.substring(folder.length() + 1)))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toSet());
    }

    private List<Declared> objects(String folder) {
        Snapshot seen = seen();
        return seen.files(folder).stream()
                .filter(file -> file.endsWith(".yaml") && !file.contains("/" + Provenance.FOLDER))
                .flatMap(file -> seen.text(file).stream()
                        .flatMap(text -> declared(part(file.substring(folder.length() + 1)), text)))
                .toList();
    }

    private Snapshot seen() {
        if (snapshot == null) {
            throw new GitException("the repository was not read yet");
        }
        return snapshot;
    }

    private static String part(String file) {
        return Part.of(file).map(Part::folder).orElse("");
    }

    private static Stream<Declared> declared(String part, String text) {
        if (!ObjectKind.isAnyIn(text, Trait.VERIFIED)) {
            return Stream.empty();
        }
        try {
            return Stream.of(DeclaredObject.parse(text))
                    .filter(object -> object.id().kind().is(Trait.VERIFIED))
                    .map(object -> new Declared(object.id(), part, object.spec()));
        } catch (IllegalArgumentException e) {
            return Stream.empty(); // the text is broken: Argo CD reports that itself
        }
    }

    private List<Area> areas(Snapshot now) {
        List<Area> areas = new ArrayList<>();
        folders.in(now).forEach((cluster, folder) -> {
            List<String> parts = now.folders(folder);
            areas.add(Area.of(below(cluster)));
            deployed(cluster).forEach((part, area) -> {
                if (part.isEmpty() || parts.contains(folder + "/" + part)) {
                    areas.add(area);
                }
            });
        });
        return areas;
    }

    /** What Applications may deploy, by part; the empty one is all of it. What the rules were computed from is for readers. */
    private Map<String, Area> deployed(String cluster) {
        Map<String, Area> areas = new HashMap<>();
        String folder = below(cluster);
        areas.put("", new Area(folder, Set.of(PROVENANCE)));
        for (Part part : Part.values()) {
            areas.put(part.folder(), Area.of(folder + "/" + part.folder()));
        }
        return areas;
    }

    /** A cluster's folder, below the one that is above all. */
    private String below(String cluster) {
        return folders.folder(cluster).substring(folders.belowParent("").length());
    }

    @Override
    public void close() {
        remote.close();
    }
}
