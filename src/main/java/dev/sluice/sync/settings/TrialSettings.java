package dev.sluice.sync.settings;

import dev.sluice.render.Trial;
import dev.sluice.sync.settings.ClustersConfig.TrialConfig;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads {@code verify-with}. */
final class TrialSettings {

    private static final Function<String, String> IMAGE = Problems.shapedLike(
            Pattern.compile("[A-Za-z0-9][-A-Za-z0-9._/:@]{0,511}"), "a container image such as HOST/NAME:TAG");

    private final Problems problems;

    TrialSettings(Problems problems) {
        this.problems = problems;
    }

    /** Empty where both sites are the same, which is an error. */
    Optional<Trial> trial(String key, TrialConfig raw) {
        String image = problems.read(key + ".image", raw.image(), Trial.DEFAULT_IMAGE, IMAGE);
        URI blocked = problems.read(key + ".blocked", raw.blocked(), Trial.DEFAULT_BLOCKED, Trial::site);
        URI control = problems.read(key + ".control", raw.control(), Trial.DEFAULT_CONTROL, Trial::site);
        return problems.name(key, image, given -> new Trial(given, blocked, control));
    }
}
