package dev.sluice.serve.security;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The paths of the page. Credentials that a browser sends with every request count for these alone, and never for the
 * interface below {@code /api}: there is no protection against forged requests there.
 */
public final class PagePaths {

    public static final String OVERVIEW = "/";
    public static final String CHANGE = "/change";
    public static final String RULES = "/rules";
    public static final String HISTORY = "/history";
    public static final String CLUSTERS = "/clusters";
    public static final String SETTINGS = "/settings";
    public static final String SIGN_IN = "/sign-in";
    public static final String SIGN_OUT = "/sign-out";
    public static final String ACCEPT = "/accept";
    public static final String PROPOSE = "/propose";
    public static final String RUN = "/run";

    private static final Set<String> VIEWS = Set.of(OVERVIEW, CHANGE, RULES, HISTORY, CLUSTERS, SETTINGS);
    private static final Set<String> ACTIONS = Set.of(SIGN_IN, SIGN_OUT, ACCEPT, PROPOSE, RUN);

    /** A commit's own view. */
    private static final Pattern COMMIT = Pattern.compile(CHANGE + "/[0-9a-f]{40}");

    private PagePaths() {}

    /** Whether a path shows something. */
    public static boolean isView(String path) {
        return VIEWS.contains(path) || COMMIT.matcher(path).matches();
    }

    /** Whether a path is one of the page's, as it is written in a request, without a query. */
    static boolean contains(String path) {
        return isView(path) || ACTIONS.contains(path);
    }
}
