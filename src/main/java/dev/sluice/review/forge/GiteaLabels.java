package dev.sluice.review.forge;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The labels of a repository, which Gitea wants by their numbers; those that are missing are made. */
final class GiteaLabels {

    /** Grey, the default of labels without a colour. */
    private static final String COLOR = "#ededed";

    private final GiteaApi api;
    private final ForgeCalls calls;
    private final Map<String, Long> known = new TreeMap<>();

    GiteaLabels(GiteaApi api, ForgeCalls calls) {
        this.api = api;
        this.calls = calls;
    }

    List<Long> ids(List<String> names) {
        if (!known.keySet().containsAll(names)) {
            new Pages<>(1, page -> calls.read("read the labels", () -> api.labels(GiteaApi.PAGE, page)))
                    .all()
                    .forEach(label -> known.put(label.name(), label.id()));
        }
        return names.stream()
                .map(name -> known.computeIfAbsent(name, this::create))
                .toList();
    }

    private long create(String name) {
        return calls.write("make the label '" + name + "'", () -> api.create(new GiteaApi.NewLabel(name, COLOR))
                .id());
    }
}
