package dev.sluice.cluster.verification;

import dev.sluice.cluster.verification.Expected.Declared;
import dev.sluice.cluster.verification.Expected.GitFolder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is expected of a cluster, where one commit changed all that counts. */
public final class Expectations {

    private Expectations() {}

    /** With those folders alone that hold objects. */
    public static Expected of(
            String cluster, String commit, Instant committed, GitFolder source, List<Declared> objects) {
        return of(
                cluster,
                commit,
                committed,
                source,
                objects.stream()
                        .map(Declared::part)
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.toSet()),
                objects);
    }

    static Expected of(
            String cluster,
            String commit,
            Instant committed,
            GitFolder source,
            Set<String> folders,
            List<Declared> objects) {
        return new Expected(cluster, commit, committed, Map.of(), source, folders, objects);
    }
}
