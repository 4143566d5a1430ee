package dev.sluice.review.forge.gitea;

import dev.sluice.review.forge.calls.ForgeCalls;
import dev.sluice.review.forge.calls.LabelStyle;
import dev.sluice.review.forge.calls.Pages;
import dev.sluice.review.forge.calls.RefusedException;
import dev.sluice.review.forge.github.GitHubLikeApi;
import dev.sluice.review.forge.github.GitHubLikeApi.IssueLabel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * The labels of a repository and of its organization, which Gitea wants by their numbers; those that are missing are made. Of
 * two with one name the repository's is meant.
 */
final class GiteaLabels {

    private final GiteaApi api;
    private final GiteaOrganizationApi organization;
    private final ForgeCalls calls;
    private final Map<String, Long> known = new TreeMap<>();
    private boolean isOrganizationRead;

    GiteaLabels(GiteaApi api, GiteaOrganizationApi organization, ForgeCalls calls) {
        this.api = api;
        this.organization = organization;
        this.calls = calls;
    }

    List<Long> ids(List<String> names) {
        if (!known.keySet().containsAll(names)) {
            read("read the labels", page -> api.labels(GiteaApi.PAGE, page));
        }
        if (!known.keySet().containsAll(names) && !isOrganizationRead) {
            readOrganization();
        }
        return names.stream()
                .map(name -> known.computeIfAbsent(name, this::create))
                .toList();
    }

    /** A repository of a user has no organization; a token that may not see it does with the repository's labels. */
    private void readOrganization() {
        isOrganizationRead = true;
        try {
            read("read the labels of the organization", page -> organization.labels(GiteaApi.PAGE, page));
        } catch (RefusedException e) {
            if (!e.isStatus(404) && !e.isStatus(403)) {
                throw e;
            }
        }
    }

    private void read(String what, IntFunction<List<IssueLabel>> labels) {
        new Pages<>(1, page -> calls.read(what, () -> labels.apply(page)))
                .all()
                .forEach(label -> known.putIfAbsent(label.name(), label.id()));
    }

    private long create(String name) {
        LabelStyle style = LabelStyle.of(name);
        return calls.write(
                        "make the label '" + name + "'",
                        () -> api.create(new GitHubLikeApi.NewLabel(name, "#" + style.color(), style.description())))
                .id();
    }
}
