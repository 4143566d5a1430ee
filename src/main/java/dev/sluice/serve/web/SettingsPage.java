package dev.sluice.serve.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The effective configuration, and what is doubtful about it. */
public record SettingsPage(List<String> warnings, List<Section> sections) {

    /**
     * Keys that begin alike.
     *
     * @param given how many of them do not have their default
     */
    public record Section(String name, int given, List<EffectiveSetting> settings) {}

    static SettingsPage of(List<String> warnings, List<EffectiveSetting> settings) {
        SequencedMap<String, List<EffectiveSetting>> sections = new LinkedHashMap<>();
        for (EffectiveSetting setting : settings) {
            sections.computeIfAbsent(section(setting.key()), any -> new ArrayList<>())
                    .add(setting);
        }
        return new SettingsPage(
                warnings,
                sections.entrySet().stream()
                        .map(entry -> new Section(
                                entry.getKey(),
                                (int) entry.getValue().stream()
                                        .filter(setting -> !setting.isDefault())
                                        .count(),
                                List.copyOf(entry.getValue())))
                        .toList());
    }

    /** The first two segments of a key: {@code sluice.git.url} belongs to {@code sluice.git}. */
    private static String section(String key) {
        int second = key.indexOf('.', key.indexOf('.') + 1);
        return second < 0 ? "sluice" : key.substring(0, second).replaceFirst("\\[.*", "");
    }
}
