package dev.sluice.review.forge.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.review.forge.StubApi;
import dev.sluice.review.forge.StubRequest;
import dev.sluice.review.forge.calls.ForgeAuth;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Azure DevOps as its documentation says: lists that cut descriptions, threads of comments, people with ids, votes, a
 * description of at most 4,000 characters.
 */
final class StubAzure extends StubApi {

    private static final Instant BEGIN = Instant.parse("2026-11-22T08:00:00Z");
    private static final String REPOSITORY = "acme/platform/_apis/git/repositories/fleet/";
    private static final Pattern PULL = Pattern.compile(REPOSITORY + "pullrequests/(\\d+)(?:/(.+))?");
    private static final Pattern STATUS = Pattern.compile(REPOSITORY + "commits/(\\w{40})/statuses");
    private static final String TEAMS = "acme/_apis/projects/platform/teams";
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    StubAzure() throws IOException {}

    @Override
    public String api() {
        return url() + "/acme";
    }

    @Override
    protected Reply answer(Call call) {
        if (!call.authorization().equals(ForgeAuth.basic(":" + TOKEN))) {
            return new Reply(203, JSON.getNodeFactory().textNode("<html>Sign in</html>"));
        }
        if (!call.query().getOrDefault("api-version", "").startsWith("7.0")) {
            return error(400, "VssVersionNotSpecifiedException", "No api-version was supplied");
        }
        Matcher pull = PULL.matcher(call.path());
        if (pull.matches()) {
            StubRequest request = requests.get(Long.parseLong(pull.group(1)));
            return request == null
                    ? error(404, "GitPullRequestNotFoundException", "TF401180: not found")
                    : answer(call, request, String.valueOf(pull.group(2)));
        }
        if (call.path().equals(REPOSITORY + "pullrequests")) {
            return call.isWrite() ? open(call.body()) : list(call);
        }
        if (STATUS.matcher(call.path()).matches()) {
            marks.put(
                    call.body().at("/context/name").asText(),
                    call.body().get("state").asText() + " "
                            + call.body().get("description").asText());
            return new Reply(201, call.body());
        }
        if (call.path().equals(TEAMS)) {
            return value(teams.keySet().stream()
                    .map(name -> object().put("id", id("team " + name)).put("name", name))
                    .toList());
        }
        if (call.path().startsWith(TEAMS)) {
            return value(accounts.stream()
                    .map(name -> {
                        ObjectNode member = object();
                        member.set("identity", identity(name));
                        return member;
                    })
                    .toList());
        }
        if (call.path().equals("acme/platform/_apis/policy/evaluations")) {
            ObjectNode policy = object().put("isEnabled", true).put("isBlocking", requiresChecks);
            policy.putObject("type").put("id", "0609b952-1397-4640-95ec-e00a01b2c241");
            ObjectNode evaluation = object().put("status", "queued");
            evaluation.set("configuration", policy);
            boolean isRight = call.query().get("artifactId").startsWith("vstfs:///CodeReview/CodeReviewId/p-1/");
            return value(isRight ? List.of(evaluation) : List.of());
        }
        return error(404, "NotFound", "Page not found.");
    }

    private Reply answer(Call call, StubRequest request, String below) {
        String[] parts = below.split("/");
        return switch (call.method() + " " + parts[0]) {
            case "GET null" -> new Reply(200, json(newest(List.of(request)).getFirst(), false));
            case "PATCH null" -> edit(call.body(), request);
            case "GET labels" ->
                value(request.labels.stream().map(StubAzure::label).toList());
            case "POST labels" -> {
                request.labels.add(call.body().get("name").asText());
                yield new Reply(200, label(call.body().get("name").asText()));
            }
            case "DELETE labels" -> {
                request.labels.remove(below.substring("labels/".length()));
                yield new Reply(200, null);
            }
            case "PUT reviewers" -> ask(request, parts[1]);
            case "GET threads" ->
                value(request.remarks.stream().map(StubAzure::thread).toList());
            case "POST threads" ->
                new Reply(
                        200,
                        thread(remark(
                                request,
                                "sluice",
                                false,
                                call.body().at("/comments/0/content").asText())));
            case "PATCH threads" -> {
                StubRequest.Remark remark =
                        remark(request, Long.parseLong(parts[1])).orElseThrow();
                remark.text = call.body().get("content").asText();
                yield new Reply(200, comment(remark));
            }
            default -> error(405, "MethodNotAllowed", "not so");
        };
    }

    private Reply ask(StubRequest request, String id) {
        for (String name : accounts) {
            if (id(name).equals(id)) {
                request.reviewers.putIfAbsent(name, "");
                return new Reply(200, reviewer(name, request.reviewers.get(name)));
            }
        }
        for (String team : teams.keySet()) {
            if (id("team " + team).equals(id)) {
                request.reviewers.putIfAbsent("team " + team, "");
                return new Reply(200, reviewer("team " + team, ""));
            }
        }
        return error(400, "InvalidArgumentValueException", "TF401186: not an identity");
    }

    private Reply open(JsonNode wanted) {
        String branch = wanted.get("sourceRefName").asText().substring("refs/heads/".length());
        String base = wanted.get("targetRefName").asText().substring("refs/heads/".length());
        if (open(branch, base).isPresent()) {
            return error(409, "GitPullRequestExistsException", "TF401179: An active pull request already exists.");
        }
        if (heads.apply(branch).isEmpty()) {
            return error(400, "GitPullRequestStaleException", "TF401398: the branch is gone");
        }
        if (isTooLong(wanted)) {
            return error(400, "InvalidArgumentValueException", "A description must be at most 4000 characters");
        }
        StubRequest request = opened(
                branch,
                base,
                wanted.get("title").asText(),
                wanted.get("description").asText());
        request.draft = wanted.get("isDraft").asBoolean();
        wanted.get("labels")
                .forEach(label -> request.labels.add(label.get("name").asText()));
        return new Reply(201, json(request, false));
    }

    private Reply edit(JsonNode wanted, StubRequest request) {
        if (isTooLong(wanted)) {
            return error(400, "InvalidArgumentValueException", "A description must be at most 4000 characters");
        }
        if (wanted.has("status")) {
            boolean isActive = wanted.get("status").asText().equals("active");
            if (isActive
                    && (request.end == StubRequest.End.MERGED
                            || heads.apply(request.branch).isEmpty())) {
                return error(400, "GitPullRequestStaleException", "TF401398: cannot be reactivated");
            }
            request.end = isActive ? StubRequest.End.OPEN : StubRequest.End.DECLINED;
        }
        request.title = wanted.path("title").asText(request.title);
        request.body = wanted.path("description").asText(request.body);
        if (wanted.has("autoCompleteSetBy")) {
            String who = wanted.at("/autoCompleteSetBy/id").asText();
            request.mergesLater = who.equals(NOBODY) ? "" : request.head;
        }
        return new Reply(200, json(request, false));
    }

    private static boolean isTooLong(JsonNode wanted) {
        return wanted.path("description").asText("").length() > 4_000
                || wanted.path("title").asText("").length() > 400;
    }

    private Reply list(Call call) {
        int skip = Integer.parseInt(call.query().getOrDefault("$skip", "0"));
        int top = Integer.parseInt(call.query().getOrDefault("$top", "101"));
        return value(newest(requests.values()).stream()
                .filter(request ->
                        ("refs/heads/" + request.branch).equals(call.query().get("searchCriteria.sourceRefName")))
                .filter(request ->
                        ("refs/heads/" + request.base).equals(call.query().get("searchCriteria.targetRefName")))
                .filter(request -> request.isOpen()
                        || call.query().get("searchCriteria.status").equals("all"))
                .skip(skip)
                .limit(top)
                .map(request -> json(request, true))
                .toList());
    }

    private static ObjectNode json(StubRequest request, boolean isCut) {
        ObjectNode json = object().put("pullRequestId", request.id).put("title", request.title);
        json.put("description", isCut ? request.body.substring(0, Math.min(400, request.body.length())) : request.body);
        json.put(
                "status",
                switch (request.end) {
                    case OPEN -> "active";
                    case DECLINED -> "abandoned";
                    case MERGED -> "completed";
                });
        json.put("sourceRefName", "refs/heads/" + request.branch).put("targetRefName", "refs/heads/" + request.base);
        json.put("isDraft", request.draft).putObject("lastMergeSourceCommit").put("commitId", request.head);
        json.set("createdBy", identity("sluice"));
        if (!request.mergesLater.isEmpty()) {
            json.set("autoCompleteSetBy", identity("sluice"));
        }
        ArrayNode reviewers = json.putArray("reviewers");
        request.reviewers.forEach((name, vote) -> reviewers.add(reviewer(name, vote)));
        json.putObject("repository")
                .put("webUrl", "https://dev.azure.com/acme/platform/_git/fleet")
                .putObject("project")
                .put("id", "p-1");
        return json;
    }

    private static ObjectNode label(String name) {
        return object().put("id", id(name)).put("name", name).put("active", true);
    }

    private static ObjectNode identity(String name) {
        return object().put("id", id(name)).put("displayName", name).put("uniqueName", name);
    }

    private static ObjectNode reviewer(String name, String vote) {
        return identity(name).put("vote", vote.isEmpty() ? 0 : Integer.parseInt(vote));
    }

    private static ObjectNode thread(StubRequest.Remark remark) {
        ObjectNode thread =
                object().put("id", remark.id).put("isDeleted", false).put("status", "closed");
        thread.putArray("comments").add(comment(remark));
        if (remark.isOnLine) {
            thread.putObject("threadContext").put("filePath", "/demo/firewall/bank.yaml");
        } else {
            thread.putNull("threadContext");
        }
        return thread;
    }

    /** Two of them at one moment. */
    private static ObjectNode comment(StubRequest.Remark remark) {
        ObjectNode comment = object().put("id", 1).put("commentType", "text").put("content", remark.text);
        comment.put("publishedDate", BEGIN.plusMillis(remark.id / 2).toString());
        comment.put(
                "lastContentUpdatedDate",
                BEGIN.plusMillis(remark.id / 2).plusSeconds(remark.version).toString());
        comment.set("author", identity(remark.author));
        return comment;
    }

    private static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static Reply value(List<? extends JsonNode> all) {
        ObjectNode json = object().put("count", all.size());
        all.forEach(json.putArray("value")::add);
        return new Reply(200, json);
    }

    private static Reply error(int status, String type, String message) {
        return new Reply(status, object().put("message", message).put("typeKey", type));
    }
}
