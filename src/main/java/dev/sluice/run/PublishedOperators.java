package dev.sluice.run;

import dev.sluice.gitops.OwnedFolder;
import dev.sluice.gitops.Snapshot;
import dev.sluice.manifest.ObjectKind;
import dev.sluice.manifest.ObjectKind.Trait;
import dev.sluice.manifest.ObjectRef;
import dev.sluice.render.Provenance;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads what a cluster's folder declares to install operators; of all its files only those are read. */
final class PublishedOperators {

    private static final Pattern FILE = Pattern.compile("(.*/)?(subscription|operator-group)-[^/]*");

    private PublishedOperators() {}

    /**
     * The texts of Subscriptions and OperatorGroups, wherever they are below the folder: an earlier layout had them
     * elsewhere.
     *
     * @param folder the cluster's, relative to the repository's root
     */
    static Map<ObjectRef, String> in(Snapshot published, String folder) {
        OwnedFolder owned = new OwnedFolder(published, folder, Provenance::isOwned);
        Map<ObjectRef, String> texts = new HashMap<>();
        owned.paths().stream()
                .filter(path -> FILE.matcher(path).matches())
                .flatMap(path -> owned.text(path).stream())
                .filter(text -> ObjectKind.isAnyIn(text, Trait.INSTALLS))
                .forEach(text -> {
                    try {
                        texts.put(ObjectRef.parse(text), text);
                    } catch (IllegalArgumentException e) {
                        // a text that was broken by hand: Argo CD could not have applied it either
                    }
                });
        return texts;
    }
}
