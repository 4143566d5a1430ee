package dev.sluice.review.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A pull request in the words of GitHub's API, as far as Sluice reads them. */
final class StubPull {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private StubPull() {}

    static ObjectNode open(int number, String url, JsonNode wanted) {
        ObjectNode pull = JSON.objectNode();
        pull.put("number", number).put("html_url", url + "/" + StubForge.REPOSITORY + "/pull/" + number);
        pull.put("state", "open").put("title", wanted.get("title").asText());
        pull.put("body", wanted.path("body").asText())
                .put("draft", wanted.path("draft").asBoolean());
        pull.putNull("merged_at").putArray("labels");
        pull.putObject("head")
                .put("ref", wanted.get("head").asText())
                .putObject("repo")
                .put("full_name", StubForge.REPOSITORY);
        pull.putObject("base")
                .put("ref", wanted.get("base").asText())
                .putObject("repo")
                .put("full_name", StubForge.REPOSITORY);
        return pull;
    }

    static boolean isOpen(JsonNode pull) {
        return pull.get("state").asText().equals("open");
    }

    static boolean isOf(JsonNode pull, String branch, String base) {
        return pull.at("/head/ref").asText().equals(branch)
                && pull.at("/base/ref").asText().equals(base);
    }

    /** All that it is asked to be given to. */
    static ObjectNode assigned(JsonNode wanted) {
        ObjectNode pull = JSON.objectNode();
        ArrayNode assignees = pull.putArray("assignees");
        wanted.get("assignees").forEach(name -> assignees.addObject().set("login", name));
        return pull;
    }

    static ArrayNode labels(String... names) {
        ArrayNode labels = JSON.arrayNode();
        for (String name : names) {
            labels.addObject().put("name", name);
        }
        return labels;
    }
}
