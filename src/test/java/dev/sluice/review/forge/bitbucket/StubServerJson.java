package dev.sluice.review.forge.bitbucket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.review.forge.StubRequest;

/** What a request consists of, in the words of Bitbucket Data Center's API. */
final class StubServerJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private StubServerJson() {}

    static ObjectNode json(StubRequest request, String url) {
        ObjectNode json = JSON.objectNode().put("id", request.id).put("version", request.version);
        json.put("title", request.title).put("description", request.body);
        json.put("state", request.end == StubRequest.End.OPEN ? "OPEN" : request.end.name());
        json.put("draft", request.draft);
        ref(json.putObject("fromRef"), request.branch).put("latestCommit", request.head);
        ref(json.putObject("toRef"), request.base);
        ArrayNode reviewers = json.putArray("reviewers");
        request.reviewers.forEach((name, status) -> reviewers.add(participant(name, status)));
        json.putArray("participants");
        json.putObject("links")
                .putArray("self")
                .addObject()
                .put("href", url + "/projects/platform/repos/fleet/pull-requests/" + request.id);
        return json;
    }

    static ObjectNode ref(ObjectNode ref, String branch) {
        ref.put("id", "refs/heads/" + branch)
                .putObject("repository")
                .put("slug", "fleet")
                .putObject("project")
                .put("key", "platform");
        return ref;
    }

    static ObjectNode json(StubRequest.Remark remark) {
        ObjectNode json = JSON.objectNode()
                .put("id", remark.id)
                .put("version", remark.version)
                .put("text", remark.text)
                .put("createdDate", 1_795_334_400_000L)
                .put("updatedDate", 1_795_334_400_000L + remark.version);
        json.set("author", user(remark.author));
        json.putArray("comments");
        return json;
    }

    static ObjectNode participant(String name, String status) {
        ObjectNode participant =
                JSON.objectNode().put("role", "REVIEWER").put("status", status.isEmpty() ? "UNAPPROVED" : status);
        participant.set("user", user(name));
        return participant;
    }

    static ObjectNode user(String name) {
        return JSON.objectNode().put("name", name).put("slug", name).put("active", true);
    }

    static JsonNode condition() {
        ObjectNode condition = JSON.objectNode().put("id", 1);
        condition.putArray("buildParentKeys").add("FLEET-TESTS");
        condition
                .putObject("refMatcher")
                .put("id", "refs/heads/main")
                .putObject("type")
                .put("id", "BRANCH");
        return condition;
    }
}
