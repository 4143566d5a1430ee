package dev.sluice.serve.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.serve.hooks.HookEvent.OtherEvent;
import dev.sluice.serve.hooks.HookEvent.Pushed;
import dev.sluice.serve.hooks.HookEvent.RequestTouched;
import dev.sluice.serve.hooks.HookEvent.SeveralEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The webhooks of Bitbucket. They name no files, so that any push to the followed branch may change anything.
 *
 * @see <a href="https://confluence.atlassian.com/bitbucketserver/event-payload-938025882.html">Data Center</a>
 * @see <a href="https://support.atlassian.com/bitbucket-cloud/docs/event-payloads/">Cloud</a>
 */
final class BitbucketHooks {

    private static final HookProvider.HookVerifier SIGNED = HookSignatures.hexOfBody("X-Hub-Signature", "sha256=");

    static final HookProvider DATA_CENTER = new HookProvider(
            "bitbucket-data-center",
            SIGNED,
            headers -> headers.of("X-Request-Id"),
            (headers, body) -> dataCenter(headers.of("X-Event-Key").orElse(""), body));

    static final HookProvider CLOUD = new HookProvider(
            "bitbucket-cloud",
            SIGNED,
            headers -> headers.of("X-Request-UUID"),
            (headers, body) -> cloud(headers.of("X-Event-Key").orElse(""), body));

    private BitbucketHooks() {}

    private static HookEvent dataCenter(String event, JsonNode body) {
        return switch (event) {
            case "repo:refs_changed" -> {
                List<HookEvent> pushes = new ArrayList<>();
                for (JsonNode change : body.path("changes")) {
                    if (change.path("ref").path("type").asText().equals("BRANCH")) {
                        pushes.add(pushed(
                                path(body.path("repository")),
                                change.path("ref").path("displayId"),
                                change.path("toHash")));
                    }
                }
                yield new SeveralEvents(pushes);
            }
            case "pr:merged", "pr:declined", "pr:reopened" -> dataCenterRequest(body);
            case "pr:comment:added" ->
                GitHubHooks.isCommand(body.path("comment").path("text").asText())
                        ? dataCenterRequest(body)
                        : new OtherEvent();
            default -> new OtherEvent();
        };
    }

    private static HookEvent dataCenterRequest(JsonNode body) {
        JsonNode request = body.path("pullRequest");
        return new RequestTouched(
                path(request.path("toRef").path("repository")),
                Optional.of(request.path("fromRef").path("displayId").asText()),
                Optional.of(request.path("toRef").path("displayId").asText()));
    }

    private static String path(JsonNode repository) {
        return repository.path("project").path("key").asText() + "/"
                + repository.path("slug").asText();
    }

    private static HookEvent cloud(String event, JsonNode body) {
        return switch (event) {
            case "repo:push" -> {
                List<HookEvent> pushes = new ArrayList<>();
                for (JsonNode change : body.path("push").path("changes")) {
                    JsonNode now = change.path("new"); // null where the branch was deleted
                    if (now.path("type").asText().equals("branch")) {
                        pushes.add(pushed(
                                fullName(body),
                                now.path("name"),
                                now.path("target").path("hash")));
                    }
                }
                yield new SeveralEvents(pushes);
            }
            case "pullrequest:fulfilled", "pullrequest:rejected" -> cloudRequest(body);
            case "pullrequest:comment_created" ->
                GitHubHooks.isCommand(
                                body.path("comment").path("content").path("raw").asText())
                        ? cloudRequest(body)
                        : new OtherEvent();
            default -> new OtherEvent();
        };
    }

    private static HookEvent cloudRequest(JsonNode body) {
        JsonNode request = body.path("pullrequest");
        return new RequestTouched(
                fullName(body),
                Optional.of(request.path("source").path("branch").path("name").asText()),
                Optional.of(
                        request.path("destination").path("branch").path("name").asText()));
    }

    private static String fullName(JsonNode body) {
        return body.path("repository").path("full_name").asText();
    }

    private static HookEvent pushed(String repository, JsonNode branch, JsonNode after) {
        return new Pushed(repository, branch.asText(), after.asText(), List.of(), false);
    }
}
