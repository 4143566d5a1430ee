package dev.sluice.plan.settings;

import dev.sluice.text.ExplainedException;

/** A template of a commit message fails, or makes something that is no message. */
public final class MessageTemplateException extends ExplainedException {

    private static final long serialVersionUID = 1;

    private final String reason;

    MessageTemplateException(String reason) {
        super("sluice.git.message", "a template in sluice.git.message " + reason);
        this.reason = reason;
    }

    MessageTemplateException(String reason, Throwable cause) {
        super("sluice.git.message", "a template in sluice.git.message " + reason, cause);
        this.reason = reason;
    }

    /** What is wrong, to be said after the template. */
    String reason() {
        return reason;
    }
}
