package dev.sluice.policy;

/** What happens to traffic: the two values of an EgressFirewall rule's {@code type}. */
public enum Action {
    ALLOW("Allow"),
    DENY("Deny");

    private final String text;

    Action(String text) {
        this.text = text;
    }

    /**
     * Reads the spelling that OVN-Kubernetes takes.
     *
     * @throws IllegalArgumentException for any other text; the cluster would treat it as Deny
     */
    public static Action parse(String text) {
        for (Action action : values()) {
            if (action.text.equals(text)) {
                return action;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is neither Allow nor Deny");
    }

    /** The spelling in a manifest: {@code Allow} or {@code Deny}. */
    @Override
    public String toString() {
        return text;
    }
}
