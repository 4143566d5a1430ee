package dev.sluice.review.forge.bitbucket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.review.forge.StubApi;
import dev.sluice.review.forge.StubRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bitbucket Cloud as its documentation says: pages with the address of the next one, shortened commits, accounts with UUIDs,
 * reviewers that are set as a whole, declined requests that cannot be changed.
 */
final class StubBitbucketCloud extends StubApi {

    private static final String REPOSITORY = "2.0/repositories/platform/fleet/";
    private static final Pattern PULL = Pattern.compile(REPOSITORY + "pullrequests/(\\d+)(?:/(.+))?");
    private static final Pattern COMMIT = Pattern.compile(REPOSITORY + "commit/(\\w+)(/statuses/build)?");
    private static final Pattern NAMES =
            Pattern.compile("source.branch.name = \"([^\"]+)\" AND destination.branch.name = \"([^\"]+)\" AND (.+)");

    StubBitbucketCloud() throws IOException {}

    @Override
    public String api() {
        return url() + "/2.0";
    }

    @Override
    protected Reply answer(Call call) {
        if (!call.authorization().equals("Bearer " + TOKEN)) {
            return error(401, "Token is invalid or not supported for this endpoint.");
        }
        Matcher pull = PULL.matcher(call.path());
        if (pull.matches()) {
            StubRequest request = requests.get(Long.parseLong(pull.group(1)));
            return request == null ? error(404, "Not found") : answer(call, request, String.valueOf(pull.group(2)));
        }
        Matcher commit = COMMIT.matcher(call.path());
        if (commit.matches()) {
            return call.isWrite() ? mark(call.body()) : commit(commit.group(1));
        }
        return switch (call.path()) {
            case REPOSITORY + "pullrequests" -> call.isWrite() ? open(call.body()) : list(call);
            case "2.0/workspaces/platform/members" ->
                page(accounts.stream().sorted().map(name -> holder(name)).toList(), call, 3);
            case "2.0/workspaces/platform/permissions/repositories/fleet" ->
                page(
                        accounts.stream()
                                .sorted()
                                .map(name -> holder(name).put("permission", writers.contains(name) ? "write" : "read"))
                                .toList(),
                        call,
                        3);
            case REPOSITORY + "branch-restrictions" -> {
                ObjectNode other = object().put("kind", "restrict_merges").put("branch_match_kind", "glob");
                other.put("pattern", "release/*").putArray("users").add(user("anna"));
                yield page(List.of(other), call, 100);
            }
            default -> error(404, "There is no API hosted at this URL.");
        };
    }

    private Reply answer(Call call, StubRequest request, String below) {
        Matcher comment = Pattern.compile("comments/(\\d+)").matcher(below);
        if (comment.matches()) {
            StubRequest.Remark remark =
                    remark(request, Long.parseLong(comment.group(1))).orElseThrow();
            remark.text = call.body().at("/content/raw").asText();
            return new Reply(200, json(remark));
        }
        return switch (call.method() + " " + below) {
            case "GET null" -> new Reply(200, json(newest(List.of(request)).getFirst()));
            case "PUT null" -> edit(call.body(), request);
            case "GET comments" ->
                page(request.remarks.stream().map(StubBitbucketCloud::json).toList(), call, 100);
            case "POST comments" ->
                new Reply(
                        201,
                        json(remark(
                                request,
                                "sluice",
                                false,
                                call.body().at("/content/raw").asText())));
            case "POST decline" -> {
                request.end = StubRequest.End.DECLINED;
                yield new Reply(200, json(request));
            }
            default -> error(404, "Not found");
        };
    }

    private Reply mark(JsonNode mark) {
        if (mark.get("key").asText().length() > 40 || !mark.get("url").asText().startsWith("https://")) {
            return error(400, "Bad request");
        }
        marks.put(
                mark.get("key").asText(),
                mark.get("state").asText() + " " + mark.get("description").asText());
        return new Reply(201, mark);
    }

    private Reply commit(String hash) {
        return requests.values().stream()
                .map(request -> request.head)
                .filter(head -> head.startsWith(hash))
                .findFirst()
                .map(head -> new Reply(200, object().put("hash", head)))
                .orElseGet(() -> error(404, "Commit not found"));
    }

    private Reply open(JsonNode wanted) {
        String branch = wanted.at("/source/branch/name").asText();
        String base = wanted.at("/destination/branch/name").asText();
        if (heads.apply(branch).isEmpty()) {
            return error(400, "source: branch not found");
        }
        if (open(branch, base).isPresent()) {
            return error(400, "A pull request already exists");
        }
        if (isTooLong(wanted)) {
            return error(400, "description: too long");
        }
        StubRequest request = opened(
                branch,
                base,
                wanted.get("title").asText(),
                wanted.get("description").asText());
        return new Reply(201, json(request));
    }

    private Reply edit(JsonNode wanted, StubRequest request) {
        if (!request.isOpen()) {
            return error(400, "This pull request is already closed.");
        }
        if (isTooLong(wanted)) {
            return error(400, "description: too long");
        }
        List<String> reviewers = new ArrayList<>();
        for (JsonNode reviewer : wanted.path("reviewers")) {
            reviewers.add(accounts.stream()
                    .filter(name -> uuid(name).equals(reviewer.get("uuid").asText()))
                    .findFirst()
                    .orElseThrow());
        }
        request.title = wanted.get("title").asText();
        request.body = wanted.get("description").asText();
        request.reviewers.keySet().retainAll(reviewers);
        reviewers.forEach(name -> request.reviewers.putIfAbsent(name, ""));
        return new Reply(200, json(request));
    }

    private static boolean isTooLong(JsonNode wanted) {
        return wanted.get("description").asText().length() > 32_768
                || wanted.get("title").asText().length() > 255;
    }

    private Reply list(Call call) {
        Matcher names = NAMES.matcher(call.query().get("q"));
        if (!names.matches()) {
            return error(400, "Invalid query");
        }
        return page(
                newest(requests.values()).stream()
                        .filter(request -> request.branch.equals(names.group(1)) && request.base.equals(names.group(2)))
                        .filter(request -> request.isOpen() || names.group(3).contains("DECLINED"))
                        .map(this::json)
                        .toList(),
                call,
                50);
    }

    private ObjectNode json(StubRequest request) {
        ObjectNode json = object().put("id", request.id).put("title", request.title);
        json.put("description", request.body).put("state", request.end.name()).put("type", "pullrequest");
        end(json.putObject("source"), request.branch).putObject("commit").put("hash", request.head.substring(0, 12));
        end(json.putObject("destination"), request.base);
        ArrayNode reviewers = json.putArray("reviewers");
        ArrayNode participants = json.putArray("participants");
        request.reviewers.forEach((name, state) -> {
            reviewers.add(user(name));
            ObjectNode participant = participants.addObject().put("role", "REVIEWER");
            participant.set("user", user(name));
            participant.put("state", state.isEmpty() ? null : state);
        });
        json.putObject("links")
                .putObject("html")
                .put("href", "https://bitbucket.org/platform/fleet/pull-requests/" + request.id);
        return json;
    }

    private static ObjectNode end(ObjectNode end, String branch) {
        end.putObject("branch").put("name", branch);
        end.putObject("repository").put("full_name", "platform/fleet");
        return end;
    }

    private static ObjectNode json(StubRequest.Remark remark) {
        ObjectNode json = object().put("id", remark.id).put("deleted", false);
        json.putObject("content").put("raw", remark.text).put("markup", "markdown");
        json.set("user", user(remark.author));
        json.put("created_on", "2026-11-22T08:00:00.210421+00:00");
        json.put("updated_on", "2026-11-22T08:0" + remark.version % 10 + ":00.213164+00:00");
        if (remark.isOnLine) {
            json.putObject("inline").put("to", 3).put("path", "demo/firewall/bank.yaml");
        }
        return json;
    }

    private static ObjectNode holder(String name) {
        ObjectNode holder = object();
        holder.set("user", user(name));
        return holder;
    }

    private static ObjectNode user(String name) {
        return object().put("uuid", uuid(name))
                .put("nickname", name)
                .put("display_name", name.toUpperCase(Locale.ROOT));
    }

    private static String uuid(String name) {
        return "{" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)) + "}";
    }

    private Reply page(List<? extends JsonNode> all, Call call, int most) {
        int size = Math.min(most, Integer.parseInt(call.query().getOrDefault("pagelen", "10")));
        int page = Integer.parseInt(call.query().getOrDefault("page", "1"));
        int start = Math.min(all.size(), (page - 1) * size);
        int end = Math.min(all.size(), start + size);
        ObjectNode json = object().put("page", page).put("pagelen", size).put("size", all.size());
        all.subList(start, end).forEach(json.putArray("values")::add);
        if (end < all.size()) {
            json.put("next", url() + "/" + call.path() + "?page=" + (page + 1));
        }
        return new Reply(200, json);
    }

    private static Reply error(int status, String message) {
        ObjectNode error = object().put("type", "error");
        error.putObject("error").put("message", message);
        return new Reply(status, error);
    }
}
