package dev.sluice.config;

import dev.sluice.text.ExplainedException;
import java.util.List;

/** A configuration that cannot be run; the message lists everything that is wrong with it, a line each. */
public final class ConfigurationException extends ExplainedException {

    private static final long serialVersionUID = 1;

    public ConfigurationException(List<String> errors) {
        super(
                "configuration",
                "the configuration has " + (errors.size() == 1 ? "a mistake" : errors.size() + " mistakes") + ":\n  "
                        + String.join("\n  ", errors));
    }
}
