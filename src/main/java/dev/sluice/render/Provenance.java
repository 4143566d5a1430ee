package dev.sluice.render;

import dev.sluice.ranges.PrefixList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a cluster's rules were computed from, kept beside them in {@code .sluice/}, so that anyone can recompute them from
 * the repository alone.
 *
 * <pre>
 *   &lt;feed&gt;.txt    its prefixes, sorted, one a line
 *   policy.txt    networks, the user's rules, exemptions, strategy, families
 *   sources.txt   per feed: name, syncToken or -, SHA-256 of the document
 * </pre>
 *
 * @param sources in the order they are listed
 * @param policy the text of {@code policy.txt}
 */
public record Provenance(List<Source> sources, String policy) {

    /** The folder inside a cluster's folder; everything named {@code *.txt} in it is Sluice's. */
    public static final String FOLDER = ".sluice/";

    /** The file with networks, rules and all else that a cluster's firewalls follow from. */
    public static final String POLICY = FOLDER + "policy.txt";

    private static final String SOURCES = FOLDER + "sources.txt";

    /** The file that tells a folder with a published cluster from any other. */
    public static final String MARKER = SOURCES;

    public Provenance {
        sources = List.copyOf(sources);
    }

    public List<ManifestFile> files() {
        List<ManifestFile> files = new ArrayList<>();
        files.add(new ManifestFile(POLICY, policy));
        files.add(new ManifestFile(SOURCES, sourcesText()));
        sources.forEach(source ->
                files.add(new ManifestFile(path(source.name()), source.list().text())));
        return files;
    }

    public Map<String, PrefixList> lists() {
        Map<String, PrefixList> lists = new TreeMap<>();
        sources.forEach(source -> lists.put(source.name(), source.list()));
        return lists;
    }

    /**
     * Reads what {@link #files} wrote.
     *
     * @param folder the text at a path inside the cluster's folder
     * @return empty where the cluster was never published
     * @throws IllegalArgumentException naming the file that cannot be read: Sluice must not guess what was published
     */
    public static Optional<Provenance> read(Function<String, Optional<String>> folder) {
        Optional<String> text = folder.apply(SOURCES);
        if (text.isEmpty() && folder.apply(POLICY).isPresent()) { // it was published, and the guards need to know what
            throw new IllegalArgumentException(SOURCES + " is missing");
        }
        return text.map(sources -> {
            List<Source> read = sources.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> source(line, folder))
                    .toList();
            if (read.isEmpty()) { // to go on without a history would silence the guards
                throw new IllegalArgumentException(SOURCES + " lists no feed");
            }
            return new Provenance(read, required(POLICY, folder));
        });
    }

    private static Source source(String line, Function<String, Optional<String>> folder) {
        String[] fields = line.split(" ");
        if (fields.length != 3 || !fields[1].matches("-|[0-9]{1,18}")) {
            throw new IllegalArgumentException(SOURCES + ": '" + line + "' is not a name, a token and a digest");
        }
        return new Source(
                list(fields[0], folder),
                fields[1].equals("-") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(fields[1])),
                fields[2]);
    }

    private static PrefixList list(String feed, Function<String, Optional<String>> folder) {
        String path = path(feed);
        String text = required(path, folder);
        try {
            return PrefixList.parse(feed, text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
        }
    }

    /** In .sluice/ every text is ours; elsewhere a file says so in its first line. */
    public static boolean isOwned(String path, String text) {
        return path.startsWith(FOLDER)
                ? path.endsWith(".txt") && path.indexOf('/', FOLDER.length()) < 0
                : ManifestFile.isOwned(text);
    }

    private static String required(String path, Function<String, Optional<String>> folder) {
        return folder.apply(path).orElseThrow(() -> new IllegalArgumentException(path + " is missing"));
    }

    private String sourcesText() {
        StringBuilder text = new StringBuilder(ManifestFile.HEADER)
                .append("\n# feed, syncToken of its publication, SHA-256 of the document\n");
        for (Source source : sources) {
            String token =
                    source.token().isPresent() ? Long.toString(source.token().getAsLong()) : "-";
            text.append(source.name())
                    .append(' ')
                    .append(token)
                    .append(' ')
                    .append(source.sha256())
                    .append('\n');
        }
        return text.toString();
    }

    private static String path(String feed) {
        return FOLDER + feed + ".txt";
    }
}
