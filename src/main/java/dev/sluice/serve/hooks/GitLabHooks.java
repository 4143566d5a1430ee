package dev.sluice.serve.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.serve.hooks.HookEvent.OtherEvent;
import dev.sluice.serve.hooks.HookEvent.Pushed;
import dev.sluice.serve.hooks.HookEvent.PushedCommit;
import dev.sluice.serve.hooks.HookEvent.RequestTouched;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The webhooks of GitLab.
 *
 * @see <a href="https://docs.gitlab.com/user/project/integrations/webhook_events/">Webhook events</a>
 */
final class GitLabHooks {

    static final HookProvider GITLAB = new HookProvider(
            "gitlab",
            HookSignatures::isOfGitLab,
            headers -> headers.of("webhook-id")
                    .or(() -> headers.of("Idempotency-Key"))
                    .or(() -> headers.of("X-Gitlab-Event-UUID")),
            (headers, body) -> read(headers.of("X-Gitlab-Event").orElse(""), body));

    private GitLabHooks() {}

    private static HookEvent read(String event, JsonNode body) {
        return switch (event) {
            case "Push Hook" -> pushed(body);
            case "Merge Request Hook" -> request(body);
            case "Note Hook" -> comment(body);
            default -> new OtherEvent();
        };
    }

    /** At most 20 commits are named. */
    private static HookEvent pushed(JsonNode body) {
        String ref = body.path("ref").asText();
        if (!ref.startsWith("refs/heads/")) {
            return new OtherEvent();
        }
        List<PushedCommit> commits = new ArrayList<>();
        body.path("commits").forEach(commit -> commits.add(GitHubHooks.commit(commit)));
        return new Pushed(
                repository(body),
                ref.substring("refs/heads/".length()),
                body.path("after").asText(),
                commits,
                !commits.isEmpty() && body.path("total_commits_count").asInt(commits.size()) <= commits.size());
    }

    private static HookEvent request(JsonNode body) {
        JsonNode request = body.path("object_attributes");
        boolean counts =
                switch (request.path("action").asText()) {
                    case "merge", "close", "reopen" -> true;
                    case "update" -> changesLabel(body.path("changes").path("labels"));
                    default -> false;
                };
        return counts ? touched(body, request) : new OtherEvent();
    }

    /** Sluice's own labels change with its requests. */
    private static boolean changesLabel(JsonNode change) {
        return !peoples(change.path("previous")).equals(peoples(change.path("current")));
    }

    private static Set<String> peoples(JsonNode labels) {
        Set<String> titles = new HashSet<>();
        labels.forEach(label -> titles.add(label.path("title").asText()));
        titles.retainAll(GitHubHooks.LABELS);
        return titles;
    }

    private static HookEvent comment(JsonNode body) {
        JsonNode note = body.path("object_attributes");
        boolean counts = note.path("noteable_type").asText().equals("MergeRequest")
                && GitHubHooks.isCommand(note.path("note").asText());
        return counts ? touched(body, body.path("merge_request")) : new OtherEvent();
    }

    private static HookEvent touched(JsonNode body, JsonNode request) {
        return new RequestTouched(
                repository(body),
                Optional.of(request.path("source_branch").asText()),
                Optional.of(request.path("target_branch").asText()));
    }

    private static String repository(JsonNode body) {
        return body.path("project").path("path_with_namespace").asText();
    }
}
