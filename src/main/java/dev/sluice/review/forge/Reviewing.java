package dev.sluice.review.forge;

import dev.sluice.gitops.Origin;
import dev.sluice.plan.briefing.Proposing;
import dev.sluice.review.Repository;
import dev.sluice.review.RepositoryPages;
import dev.sluice.review.ReviewConfig.Grouping;
import dev.sluice.review.forge.calls.ForgeAddress;
import dev.sluice.review.forge.calls.ForgeProvider;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where and how changes are proposed.
 *
 * @param labels what each request carries beside its risk, each once
 * @param reviewers names of users
 * @param assignees names of users
 * @param draft whether requests are opened as drafts
 * @param maxNewRequests how many requests one run opens at most, 1 or more
 * @param autoMerge whether the forge merges requests of low risk once their checks have passed
 * @param instance the name that branches of this service carry; empty where they carry none
 */
public record Reviewing(
        ForgeProvider forge,
        Repository repository,
        Grouping grouping,
        List<String> labels,
        List<String> reviewers,
        List<String> assignees,
        boolean draft,
        int maxNewRequests,
        boolean autoMerge,
        Optional<String> instance) {

    public Reviewing {
        labels = List.copyOf(labels);
        reviewers = List.copyOf(reviewers);
        assignees = List.copyOf(assignees);
    }

    /** What a plan needs to know of it. */
    public Proposing proposing() {
        return new Proposing(grouping == Grouping.ALL, labels, instance);
    }

    /** Where people look at the repository; the address of Git says so where that of the API does not. */
    public RepositoryPages pages(Origin origin) {
        RepositoryPages pages = forge.pages().of(repository.api(), repository.path());
        return pages.repository().isPresent()
                ? pages
                : ForgeAddress.of(origin.url())
                        .map(forge.addresses().place())
                        .map(place -> forge.pages().of(URI.create(place.api()), place.path()))
                        .orElse(pages);
    }
}
