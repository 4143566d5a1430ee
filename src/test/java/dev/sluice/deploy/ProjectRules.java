package dev.sluice.deploy;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What an AppProject permits, as Argo CD matches it (app_project_types.go and ValidatePermissions of Argo CD).
 *
 * @param project an AppProject
 */
record ProjectRules(Declared project) {

    /** A cluster that Argo CD knows: it looks up the address where an Application gives a name, and the name likewise. */
    record Cluster(String name, String server) {

        static final Cluster OWN = new Cluster("in-cluster", "https://kubernetes.default.svc");
    }

    /** Whether an Application may be about this repository. */
    boolean permitsSource(String repository) {
        boolean permitted = false;
        for (String pattern : project.words("spec", "sourceRepos")) {
            boolean matches = matches(normalized(pattern), normalized(repository), "/");
            if (!matches && isDenial(pattern)) {
                return false;
            }
            permitted |= matches;
        }
        return permitted;
    }

    /** Whether an Application or an object may go there; without a namespace only where a pattern matches the empty text. */
    boolean permitsDestination(Cluster cluster, String namespace) {
        boolean permitted = false;
        for (Declared item : project.list("spec", "destinations")) {
            boolean server = matches(word(item, "server"), cluster.server(), "");
            boolean name = matches(word(item, "name"), cluster.name(), "");
            boolean space = matches(word(item, "namespace"), namespace, "");
            boolean denied = !name && isDenial(word(item, "name"))
                    || !server && isDenial(word(item, "server")) && space
                    || !space && isDenial(word(item, "namespace")) && server;
            if ((server || name) && space) {
                permitted = true;
            } else if (denied) {
                return false;
            }
        }
        return permitted;
    }

    /** Whether a sync may apply the object. */
    boolean permits(Declared object, Cluster cluster) {
        if (object.namespace().isEmpty()) {
            return isListed(object, "clusterResourceWhitelist") && !isListed(object, "clusterResourceBlacklist");
        }
        boolean listed = project.find("spec", "namespaceResourceWhitelist").isEmpty()
                || isListed(object, "namespaceResourceWhitelist");
        return listed
                && !isListed(object, "namespaceResourceBlacklist")
                && permitsDestination(cluster, object.namespace());
    }

    private boolean isListed(Declared object, String list) {
        return project.find("spec", list).isPresent()
                && project.list("spec", list).stream()
                        .anyMatch(entry -> matches(word(entry, "group"), object.group(), "")
                                && matches(word(entry, "kind"), object.kind(), "")
                                && (word(entry, "name").isEmpty() || matches(word(entry, "name"), object.name(), "")));
    }

    private static String word(Declared item, String field) {
        return item.find(field).map(String::valueOf).orElse("");
    }

    private static boolean isDenial(String pattern) {
        return pattern.startsWith("!");
    }

    private static String normalized(String repository) {
        return repository.toLowerCase(Locale.ROOT).replaceFirst("\\.git$", "").replaceFirst("/$", "");
    }

    /** A glob: one asterisk stops at a separator, two do not. */
    private static boolean matches(String pattern, String value, String separators) {
        if (isDenial(pattern)) {
            return !matches(pattern.substring(1), value, separators);
        }
        if (pattern.equals("*")) {
            return true;
        }
        if (pattern.matches(".*[\\[\\]{}\\\\].*")) {
            throw new IllegalArgumentException(pattern + ": this reads * and ? alone");
        }
        String inner = separators.isEmpty() ? "." : "[^" + separators + "]";
        StringBuilder expression = new StringBuilder();
        for (String part : List.of(pattern.split("(?<=[*?])|(?=[*?])"))) {
            switch (part) {
                case "*" -> expression.append(inner).append('*');
                case "?" -> expression.append(inner);
                default -> expression.append(Pattern.quote(part));
            }
        }
        return value.matches(expression.toString().replace(inner + "*" + inner + "*", ".*"));
    }
}
