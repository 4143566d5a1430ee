package dev.sluice.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds environment variables that were meant for Sluice and set nothing.
 *
 * <p>An unknown variable is a mistake only where it resembles a key: the environment belongs to others, too.
 */
final class VariableCheck {

    private static final String OWN = "SLUICE";

    /**
     * What Kubernetes sets for each Service whose name begins with sluice.
     *
     * @see <a href="https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables">Service
     *     environment variables</a>
     */
    private static final Pattern SERVICE_LINK = Pattern.compile("SLUICE_(.*_)?SERVICE_(HOST|PORT(_.*)?)"
            + "|SLUICE_(.*_)?PORT(_[0-9]+_(TCP|UDP|SCTP)(_(ADDR|PORT|PROTO))?)?");

    private final Set<String> read;
    private final KnownKeys known;
    private final Problems problems;

    /** @param keys all keys that are read */
    VariableCheck(Collection<String> keys, KnownKeys known, Problems problems) {
        this.read = keys.stream().map(VariableCheck::variable).collect(Collectors.toSet());
        this.known = known;
        this.problems = problems;
    }

    void check(Map<String, String> variables) {
        for (String name : new TreeSet<>(variables.keySet())) {
            String spelled = variable(name);
            String first = spelled.replaceFirst("_.*", "");
            boolean isOwn = first.equals(OWN) && spelled.length() > OWN.length();
            if (read.contains(spelled) || isOwn && SERVICE_LINK.matcher(spelled).matches()) {
                continue;
            }
            if (isOwn || EditDistance.changes(first, OWN) <= 2) {
                Optional<String> near = known.variables().nearest(spelled);
                boolean saysNothing = near.filter(spelled::equals).isPresent()
                        && variables.get(name).isBlank();
                if (near.isPresent() && !saysNothing) {
                    problems.error(name, "is a variable that sets no key of Sluice" + hint(spelled, near.get()));
                } else if (isOwn && !saysNothing) {
                    problems.warn(name, "is a variable that Sluice does not know; nothing is read from it");
                }
            }
        }
    }

    private static String hint(String spelled, String near) {
        return near.equals(spelled)
                ? ": it could mean several keys, or one with a dash in a name of yours; set the key in a file"
                : "; did you mean " + near + "?";
    }

    /** As SmallRye Config spells a key as a variable; underscores at the end replace brackets and quotes. */
    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").replaceFirst("_+$", "").toUpperCase(Locale.ROOT);
    }
}
