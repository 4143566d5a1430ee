package dev.sluice.sync;

import dev.sluice.feed.Document;
import dev.sluice.gitops.Change;
import dev.sluice.gitops.Message;
import dev.sluice.render.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what a commit changes: the net effect in the subject, a table in the body, the feeds in the trailers. */
final class CommitMessage {

    private final List<Row> rows;
    private final List<RemovedCluster> removed;
    private final List<Document> documents;
    private final String digest;

    CommitMessage(List<ClusterPlan> clusters, List<RemovedCluster> removed, List<Document> documents, String digest) {
        this.rows = clusters.stream()
                .filter(cluster -> !cluster.change().isEmpty())
                .map(Row::of)
                .toList();
        this.removed = removed;
        this.documents = documents;
        this.digest = digest;
    }

    /** What changes in one cluster; {@code more} and {@code fewer} count denied prefixes. */
    private record Row(
            String cluster, boolean isNew, int more, int fewer, int denied, int written, int deleted, int moved) {

        static Row of(ClusterPlan plan) {
            return new Row(
                    plan.cluster().name(),
                    plan.published().isEmpty(),
                    plan.denied().more(),
                    plan.denied().fewer(),
                    plan.denied().now(),
                    plan.change().written().size(),
                    plan.change().deleted().size(),
                    moved(plan.change()));
        }

        /** How many files only get another folder, or get one together with another text. */
        private static int moved(Change change) {
            return Math.toIntExact(change.written().keySet().stream()
                    .flatMap(path -> Part.earlierPath(path).stream())
                    .filter(change.deleted()::contains)
                    .count());
        }

        String effect() {
            if (isNew) {
                return "deny " + prefixes(denied) + ", first publication";
            }
            if (more == 0 && fewer == 0 && moved > 0) {
                return "move " + moved + (moved == 1 ? " file" : " files") + ", same prefixes denied";
            }
            if (more == 0 && fewer == 0) {
                int files = written + deleted;
                return "update " + files + (files == 1 ? " file" : " files") + ", same prefixes denied";
            }
            return Stream.of(
                            more > 0 ? "deny " + more + " more " + (more == 1 ? "prefix" : "prefixes") : "",
                            fewer > 0 ? (more > 0 ? "" : "deny ") + fewer + " fewer" : "")
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(", "));
        }

        private static String prefixes(int count) {
            return count + (count == 1 ? " prefix" : " prefixes");
        }
    }

    Message message() {
        return new Message(subject(), table() + moves(), trailers());
    }

    private String subject() {
        List<String> gone = removed.stream().map(RemovedCluster::name).toList();
        if (rows.isEmpty()) {
            return "remove " + String.join(", ", gone);
        }
        boolean alike = rows.stream().map(Row::effect).distinct().count() == 1;
        String names = rows.size() == 1 ? rows.getFirst().cluster() : rows.size() + " clusters";
        String effect = alike ? rows.getFirst().effect() : "update firewalls";
        return names + ": " + effect + (gone.isEmpty() ? "" : "; remove " + String.join(", ", gone));
    }

    private String table() {
        String head =
                "| cluster | denied prefixes | more | fewer | files written | deleted |\n|---|---|---|---|---|---|\n";
        Stream<String> changed = rows.stream().map(row -> "| %s | %d | %d | %d | %d | %d |"
                .formatted(row.cluster, row.denied, row.more, row.fewer, row.written, row.deleted));
        Stream<String> gone = removed.stream()
                .map(cluster -> "| " + cluster.name() + " | removed | | | | "
                        + cluster.change().deleted().size() + " |");
        return head + Stream.concat(changed, gone).collect(Collectors.joining("\n"));
    }

    private String moves() {
        int moved = rows.stream().mapToInt(Row::moved).sum();
        return moved == 0
                ? ""
                : "\n\nEach cluster has two folders now, "
                        + Stream.of(Part.values()).map(Part::folder).collect(Collectors.joining(" and "))
                        + ".\nObjects keep their names and namespaces; files moved: " + moved + ".";
    }

    private SequencedMap<String, String> trailers() {
        SequencedMap<String, String> trailers = new LinkedHashMap<>();
        for (Document document : documents) {
            String token = document.token().isPresent()
                    ? "syncToken " + document.token().getAsLong() + " "
                    : "";
            trailers.put("Feed-" + document.name(), token + "sha256 " + document.sha256());
        }
        trailers.put("Feeds-digest", digest);
        return trailers;
    }
}
