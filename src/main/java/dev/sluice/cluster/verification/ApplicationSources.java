package dev.sluice.cluster.verification;

import dev.sluice.cluster.JsonPath;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which of an Application's sources is a cluster's folder: its only one, or one of several. */
final class ApplicationSources {

    private final JsonPath application;
    private final Expected.GitFolder wanted;

    ApplicationSources(JsonPath application, Expected.GitFolder wanted) {
        this.application = application;
        this.wanted = wanted;
    }

    /**
     * The commit that a status speaks of.
     *
     * @param status has {@code revision}, or {@code revisions} in the order of the sources
     */
    Optional<String> revision(JsonPath status) {
        if (!isMany()) {
            return status.at("revision").text();
        }
        List<JsonPath> revisions = status.at("revisions").each().toList();
        int index = all().indexOf(ours().orElse(new JsonPath(null)));
        return index >= 0 && index < revisions.size() ? revisions.get(index).text() : Optional.empty();
    }

    /** Why the Application does not deploy what is committed for the cluster; empty where it does. */
    Optional<String> contradiction() {
        Optional<JsonPath> ours = ours();
        if (ours.isEmpty()) {
            String shown = String.join(
                    ", ",
                    all().stream()
                            .map(source -> source.textAt("path") + " of " + source.textAt("repoURL"))
                            .toList());
            return Optional.of("it deploys " + shown + ", not " + wanted.path() + " of " + wanted.url()
                    + ": correct its source, or argocd.application of the cluster");
        }
        String followed = ours.get().textAt("targetRevision");
        boolean isOurs = followed.isEmpty()
                || followed.equals("HEAD")
                || followed.equals(wanted.branch())
                || followed.equals("refs/heads/" + wanted.branch());
        return isOurs
                ? Optional.empty()
                : Optional.of("it follows '" + followed + "', not the branch " + wanted.branch()
                        + ": correct its targetRevision, or git.branch");
    }

    private boolean isMany() {
        return application.at("spec", "sources").each().findAny().isPresent();
    }

    private List<JsonPath> all() {
        JsonPath spec = application.at("spec");
        return isMany()
                ? spec.at("sources").each().toList()
                : Stream.of(spec.at("source")).toList();
    }

    private Optional<JsonPath> ours() {
        return all().stream()
                .filter(source -> path(source.textAt("repoURL")).equals(path(wanted.url())))
                .filter(source -> trimmed(source.textAt("path")).equals(trimmed(wanted.path())))
                .findFirst();
    }

    /** Without the host: one repository has several names, over https and ssh, from within and from without. */
    private static String path(String url) {
        String path =
                url.contains("://") ? Optional.ofNullable(uri(url).getPath()).orElse(url) : scpPath(url);
        String bare = trimmed(path);
        return bare.endsWith(".git") ? bare.substring(0, bare.length() - 4) : bare;
    }

    private static URI uri(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            return URI.create("");
        }
    }

    private static String scpPath(String url) {
        return url.substring(url.indexOf(':') + 1);
    }

    private static String trimmed(String path) {
        return path.replaceAll("^(\\./|/)+|/+$", "");
    }
}
