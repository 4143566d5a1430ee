package dev.sluice.review.forge.calls;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.proxy.Proxies;
import dev.sluice.review.ForgeException;
import dev.sluice.review.Repository;
import dev.sluice.text.ExplainedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Explains what went wrong with a forge and what to do. Never quotes the forge: its answer might repeat a secret. */
public final class Explanation {

    /** What forges write in a refusal of a value, in lower case, and what it means. */
    private static final List<Map.Entry<String, String>> REASONS = List.of(
            Map.entry("no commits between", "the branch has nothing that its base has not"),
            Map.entry("no changes between", "the branch has nothing that its base has not"),
            Map.entry("draft pull requests are not supported", "it has no drafts: set sluice.review.draft to false"),
            Map.entry("archived", "the repository is archived"),
            Map.entry("collaborator", "a user is not a collaborator: check sluice.review.reviewers and assignees"),
            Map.entry("assignee", "a user cannot be assigned: check sluice.review.assignees"),
            Map.entry("reviewer", "a user cannot be asked for a review: check sluice.review.reviewers"),
            Map.entry("too long", "what is proposed is too long"),
            Map.entry("label", "a label is refused: check sluice.review.labels"),
            Map.entry("\"base\"", "the base is not a branch there: check sluice.git.branch"),
            Map.entry("target_branch", "the base is not a branch there: check sluice.git.branch"),
            Map.entry("\"head\"", "the branch is not there: has it been deleted?"),
            Map.entry("source_branch", "the branch is not there: has it been deleted?"),
            Map.entry("sha", "the commit is not there"));

    private final String forge;
    private final String permission;
    private final Repository repository;
    private final String place;
    private final Proxies proxies;

    /**
     * @param forge its name
     * @param permission what the token must be allowed to do
     */
    public Explanation(String forge, String permission, Repository repository, Proxies proxies) {
        this.proxies = proxies;
        this.forge = forge;
        this.permission = permission;
        this.repository = repository;
        this.place = " in " + repository.path() + " on " + forge + " at " + repository.api();
    }

    /** @param what was to be done, as an infinitive */
    RefusedException refused(String what, Refusal refusal) {
        return new RefusedException(
                "cannot " + what + place + ": " + reason(refusal) + " (status " + refusal.status() + ")", refusal);
    }

    ForgeException broken(String what, Refusal refusal) {
        return new LostAnswerException("cannot " + what + place + ": it has a fault of its own (status "
                + refusal.status() + "); the next run finds out what became of it");
    }

    /** @param failure of the connection, or of reading what came */
    ForgeException lost(String what, Throwable failure) {
        List<Throwable> chain = Stream.iterate(failure, link -> link != null, Throwable::getCause)
                .limit(10)
                .toList();
        String attempt = "cannot " + what + place + ": ";
        Optional<ExplainedException> explained = chain.stream()
                .filter(ExplainedException.class::isInstance)
                .map(ExplainedException.class::cast)
                .findFirst();
        if (explained.isPresent()) { // it failed before anything was sent, for example at the file with the token
            return new ForgeException(attempt + explained.get().explanation(), explained.get());
        }
        if (chain.stream().anyMatch(TimeoutException.class::isInstance)) {
            return new LostAnswerException(
                    attempt + "no answer within " + repository.timeout().toMillis() + " ms");
        }
        if (chain.stream().anyMatch(SSLException.class::isInstance)) {
            return new LostAnswerException(
                    attempt + "its certificate is not trusted: put its authority into the trust store of"
                            + " sluice.review.tls-configuration-name",
                    chain.getLast());
        }
        // No cause: a parser quotes the text that it cannot read.
        boolean isJson = chain.stream().anyMatch(JsonProcessingException.class::isInstance);
        if (isJson || chain.stream().noneMatch(java.io.IOException.class::isInstance)) {
            return new LostAnswerException(attempt + "what answers there does not speak as its documentation says: is"
                    + " sluice.review.url the address of the API, and nothing in between?");
        }
        String why = proxies.unconnected(failure, repository.api(), "sluice.review.url")
                .orElseGet(() -> String.valueOf(chain.getLast().getMessage()));
        return new LostAnswerException(attempt + "the connection failed: " + why, chain.getLast());
    }

    private String reason(Refusal refusal) {
        return AnsweringProduct.otherThan(forge, refusal)
                .map(product -> "what answers there is " + product + ", not " + forge
                        + ": check sluice.review.forge and sluice.review.url")
                .orElseGet(() -> reasonOfItsOwn(refusal));
    }

    private String reasonOfItsOwn(Refusal refusal) {
        return switch (refusal.status()) {
            case 301, 302, 303, 307, 308 ->
                "it sends to another address, where the token does not go: check"
                        + " sluice.review.url and sluice.review.repository, which may have been renamed";
            case 401 -> "the credentials were refused: they are wrong, expired or revoked; check " + credentials();
            case 403 ->
                refusal.says("archived")
                        ? "the repository is archived"
                        : "the credentials are good, but may not do this: they need " + permission;
            case 404 ->
                "there is no such repository, branch, commit or request, or the credentials may not see it:"
                        + " check sluice.review.repository, and that they have " + permission;
            case 409 -> "it conflicts with something there; the next run sees with what";
            case 423 -> "the repository is archived or locked";
            case 400, 413, 422 ->
                REASONS.stream()
                        .filter(known -> refusal.says(known.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse("it does not accept what is proposed");
            default -> "it refuses";
        };
    }

    private String credentials() {
        return switch (repository.credentials()) {
            case Repository.AccessToken token -> "sluice.review.token or token-file";
            case Repository.App app -> "sluice.review.app and that the clock is right";
        };
    }
}
