package dev.sluice.serve.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.serve.hooks.HookEvent.OtherEvent;
import dev.sluice.serve.hooks.HookEvent.Pushed;
import dev.sluice.serve.hooks.HookEvent.PushedCommit;
import dev.sluice.serve.hooks.HookEvent.RequestTouched;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The webhooks of GitHub, and of Gitea and Forgejo, which have them alike.
 *
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads">Webhook events and payloads</a>
 */
final class GitHubHooks {

    static final HookProvider GITHUB = new HookProvider(
            "github",
            HookSignatures.hexOfBody("X-Hub-Signature-256", "sha256="),
            headers -> headers.of("X-GitHub-Delivery"),
            (headers, body) -> read(headers.of("X-GitHub-Event").orElse(""), body));

    static final HookProvider GITEA = gitea("gitea", "X-Gitea-");
    static final HookProvider FORGEJO = gitea("forgejo", "X-Forgejo-");

    /** What people set; the other labels are Sluice's own. */
    static final Set<String> LABELS = Set.of("hold", "propose-again");

    /** How a line begins that is a command. */
    static final String COMMAND = "/sluice ";

    private GitHubHooks() {}

    /** Forgejo sends the headers of Gitea as well. */
    private static HookProvider gitea(String name, String prefix) {
        HookProvider.HookVerifier own = HookSignatures.hexOfBody(prefix + "Signature", "");
        HookProvider.HookVerifier shared = HookSignatures.hexOfBody("X-Gitea-Signature", "");
        return new HookProvider(
                name,
                (headers, body, secret, now) ->
                        own.isGenuine(headers, body, secret, now) | shared.isGenuine(headers, body, secret, now),
                headers -> headers.of(prefix + "Delivery").or(() -> headers.of("X-Gitea-Delivery")),
                (headers, body) -> read(
                        headers.of(prefix + "Event")
                                .or(() -> headers.of("X-Gitea-Event"))
                                .orElse(""),
                        body));
    }

    private static HookEvent read(String event, JsonNode body) {
        return switch (event) {
            case "push" -> pushed(body);
            case "pull_request", "pull_request_label" -> request(body);
            case "issue_comment", "pull_request_comment" -> comment(body);
            default -> new OtherEvent();
        };
    }

    private static HookEvent pushed(JsonNode body) {
        String ref = body.path("ref").asText();
        if (!ref.startsWith("refs/heads/")) {
            return new OtherEvent();
        }
        List<PushedCommit> commits = new ArrayList<>();
        for (JsonNode commit : body.path("commits")) {
            commits.add(commit(commit));
        }
        int total = body.path("total_commits").asInt(commits.size()); // of Gitea
        return new Pushed(
                repository(body),
                ref.substring("refs/heads/".length()),
                body.path("after").asText(),
                commits,
                !commits.isEmpty() && total <= commits.size());
    }

    static PushedCommit commit(JsonNode commit) {
        List<String> files = new ArrayList<>();
        Stream.of("added", "modified", "removed")
                .forEach(kind -> commit.path(kind).forEach(file -> files.add(file.asText())));
        JsonNode author = commit.path("author");
        return new PushedCommit(
                author.path("name").asText(), author.path("email").asText(), files);
    }

    private static HookEvent request(JsonNode body) {
        JsonNode request = body.path("pull_request");
        boolean counts =
                switch (body.path("action").asText()) {
                    case "closed", "reopened", "label_cleared" -> true;
                    case "labeled", "unlabeled" ->
                        LABELS.contains(body.path("label").path("name").asText());
                    case "label_updated" -> hasLabel(request.path("labels"));
                    default -> false;
                };
        return counts
                ? new RequestTouched(
                        repository(body),
                        Optional.of(request.path("head").path("ref").asText()),
                        Optional.of(request.path("base").path("ref").asText()))
                : new OtherEvent();
    }

    private static boolean hasLabel(JsonNode labels) {
        boolean isThere = false;
        for (JsonNode label : labels) {
            isThere |= LABELS.contains(label.path("name").asText());
        }
        return isThere;
    }

    private static HookEvent comment(JsonNode body) {
        boolean isOfRequest = body.path("issue").path("pull_request").isObject()
                || body.path("is_pull").asBoolean();
        boolean counts = isOfRequest
                && body.path("action").asText().equals("created")
                && isCommand(body.path("comment").path("body").asText());
        return counts ? new RequestTouched(repository(body), Optional.empty(), Optional.empty()) : new OtherEvent();
    }

    static boolean isCommand(String text) {
        return text.lines().anyMatch(line -> line.strip().startsWith(COMMAND));
    }

    private static String repository(JsonNode body) {
        return body.path("repository").path("full_name").asText();
    }
}
