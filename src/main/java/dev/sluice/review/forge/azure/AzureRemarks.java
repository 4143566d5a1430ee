package dev.sluice.review.forge.azure;

import dev.sluice.review.Forge.Comment;
import dev.sluice.review.ForgeException;
import dev.sluice.review.forge.azure.AzureDevOpsApi.AzureComment;
import dev.sluice.review.forge.azure.AzureDevOpsApi.AzureThread;
import dev.sluice.review.forge.azure.AzureDevOpsApi.NewAzureComment;
import dev.sluice.review.forge.azure.AzureDevOpsApi.NewAzureThread;
import dev.sluice.review.forge.calls.ForgeCalls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Comments of Azure DevOps, which lie in threads and are numbered in each: here a comment's number is the moment at which it
 * was written, in milliseconds.
 */
final class AzureRemarks {

    private final String project;
    private final String repository;
    private final AzureDevOpsApi api;
    private final ForgeCalls calls;

    AzureRemarks(String project, String repository, AzureDevOpsApi api, ForgeCalls calls) {
        this.project = project;
        this.repository = repository;
        this.api = api;
        this.calls = calls;
    }

    /** A comment and the thread that it is in. */
    private record Said(long thread, AzureComment comment) {

        Instant at() {
            return Objects.requireNonNullElse(comment.publishedDate(), Instant.EPOCH);
        }
    }

    List<Comment> comments(long number) {
        List<Comment> comments = new ArrayList<>();
        said(number)
                .forEach((id, said) -> comments.add(new Comment(
                        id,
                        Objects.requireNonNullElse(said.comment().content(), ""),
                        said.comment().author() == null
                                ? ""
                                : Objects.requireNonNullElse(
                                        said.comment().author().uniqueName(),
                                        said.comment().author().id()),
                        said.comment().isEdited())));
        return List.copyOf(comments);
    }

    boolean isOnLine(long number) {
        return threads(number).stream()
                .anyMatch(thread -> thread.threadContext() != null
                        && comments(thread).stream().anyMatch(AzureRemarks::isText));
    }

    void say(long number, String text) {
        calls.write(
                "comment on !" + number,
                () -> api.say(
                        project,
                        repository,
                        number,
                        new NewAzureThread(List.of(new NewAzureComment(text, "text")), "closed")));
    }

    void edit(long number, long id, String text) {
        Said said = Optional.ofNullable(said(number).get(id))
                .orElseThrow(() -> new ForgeException("cannot edit a comment on !" + number + ": it is gone"));
        calls.write(
                "edit a comment on !" + number,
                () -> api.edit(
                        project,
                        repository,
                        number,
                        said.thread(),
                        said.comment().id(),
                        new NewAzureComment(text, null)));
    }

    /** Says in a comment what is too long for the description; an earlier one says so where it is not any more. */
    void sayRest(long number, AzureDescription description) {
        if (description.rest().isEmpty() && !description.isWhole()) {
            return; // the description was written as it is
        }
        Optional<Comment> before = comments(number).stream()
                .filter(comment -> AzureDescription.REST.isIn(comment.text()))
                .findFirst();
        String text = description.rest().isEmpty() ? AzureDescription.stale() : description.rest();
        if (before.isPresent()) {
            if (!before.get().text().strip().equals(text.strip())) {
                edit(number, before.get().id(), text);
            }
        } else if (!description.rest().isEmpty()) {
            say(number, text);
        }
    }

    /** By their numbers; of two at one moment the later one is a millisecond later. */
    private Map<Long, Said> said(long number) {
        Map<Long, Said> said = new TreeMap<>();
        threads(number).stream()
                .filter(thread -> thread.threadContext() == null)
                .flatMap(thread -> comments(thread).stream()
                        .filter(AzureRemarks::isText)
                        .map(comment -> new Said(thread.id(), comment)))
                .sorted(Comparator.comparing(Said::at)
                        .thenComparing(Said::thread)
                        .thenComparing(each -> each.comment().id()))
                .forEach(each -> {
                    long id = each.at().toEpochMilli();
                    while (said.containsKey(id)) {
                        id++;
                    }
                    said.put(id, each);
                });
        return said;
    }

    private List<AzureThread> threads(long number) {
        return calls
                .read("read the comments of !" + number, () -> api.threads(project, repository, number)
                        .value())
                .stream()
                .filter(thread -> !thread.isDeleted())
                .toList();
    }

    private static List<AzureComment> comments(AzureThread thread) {
        return Objects.requireNonNullElse(thread.comments(), List.of());
    }

    private static boolean isText(AzureComment comment) {
        return !comment.isDeleted() && "text".equals(comment.commentType());
    }
}
