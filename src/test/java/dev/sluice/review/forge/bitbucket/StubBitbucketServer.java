package dev.sluice.review.forge.bitbucket;

import static dev.sluice.review.forge.bitbucket.StubServerJson.condition;
import static dev.sluice.review.forge.bitbucket.StubServerJson.json;
import static dev.sluice.review.forge.bitbucket.StubServerJson.participant;
import static dev.sluice.review.forge.bitbucket.StubServerJson.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.review.forge.StubApi;
import dev.sluice.review.forge.StubRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bitbucket Data Center as its documentation says: versions that must be right, pages with {@code nextPageStart}, errors with
 * the names of exceptions, descriptions of at most 32,768 characters.
 */
final class StubBitbucketServer extends StubApi {

    /** Smaller than asked for, as an administrator may set it. */
    private static final int PAGE = 50;

    private static final String REPOSITORY = "rest/api/1.0/projects/platform/repos/fleet/";
    private static final Pattern PULL = Pattern.compile(REPOSITORY + "pull-requests/(\\d+)(?:/(.+))?");
    private static final String BUILDS = REPOSITORY + "commits/(\\w{40})/builds";

    StubBitbucketServer() throws IOException {}

    @Override
    public String api() {
        return url() + "/rest";
    }

    @Override
    protected Reply answer(Call call) {
        if (!call.authorization().equals("Bearer " + TOKEN)) {
            return error(401, "Authentication failed", "AuthenticationException");
        }
        Matcher pull = PULL.matcher(call.path());
        if (pull.matches()) {
            StubRequest request = requests.get(Long.parseLong(pull.group(1)));
            return request == null
                    ? error(404, "no such request", "pull.NoSuchPullRequestException")
                    : answer(call, request, String.valueOf(pull.group(2)));
        }
        if (call.path().equals(REPOSITORY + "pull-requests")) {
            return call.isWrite() ? open(call.body()) : list(call);
        }
        Matcher build = Pattern.compile(BUILDS).matcher(call.path());
        if (build.matches()) {
            JsonNode mark = call.body();
            if (!mark.get("url").asText().contains("/projects/platform/repos/fleet/commits/" + build.group(1))) {
                return error(400, "url", "validation.ArgumentValidationException");
            }
            marks.put(
                    mark.get("key").asText(),
                    mark.get("state").asText() + " " + mark.get("description").asText());
            return new Reply(204, null);
        }
        return switch (call.path()) {
            case REPOSITORY + "settings/reviewer-groups" -> {
                List<JsonNode> groups = new ArrayList<>();
                teams.forEach((name, members) -> {
                    ObjectNode group = object().put("id", 1).put("name", name);
                    members.forEach(member -> group.withArray("users").add(user(member)));
                    groups.add(group);
                });
                yield page(groups, call);
            }
            case "rest/api/1.0/users" ->
                page(
                        writers.stream()
                                .filter(name -> name.contains(call.query().get("filter"))
                                        && call.query().get("permission.1").equals("REPO_WRITE")
                                        && call.query()
                                                .get("permission.1.projectKey")
                                                .equals("platform")
                                        && call.query()
                                                .get("permission.1.repositorySlug")
                                                .equals("fleet"))
                                .map(StubServerJson::user)
                                .map(JsonNode.class::cast)
                                .toList(),
                        call);
            case "rest/branch-permissions/2.0/projects/platform/repos/fleet/restrictions" -> page(List.of(), call);
            case "rest/required-builds/latest/projects/platform/repos/fleet/conditions" ->
                page(requiresChecks ? List.of(condition()) : List.of(), call);
            default -> error(404, "not here", "NoSuchResourceException");
        };
    }

    private Reply answer(Call call, StubRequest request, String below) {
        if (below.startsWith("comments/")) {
            return comment(call, request, Long.parseLong(below.substring("comments/".length())));
        }
        return switch (call.method() + " " + below) {
            case "GET null" -> new Reply(200, json(newest(List.of(request)).getFirst(), url()));
            case "PUT null" -> edit(call.body(), request);
            case "GET activities" -> page(activities(request), call);
            case "POST comments" ->
                new Reply(
                        201,
                        json(remark(
                                request,
                                "sluice",
                                false,
                                call.body().get("text").asText())));
            case "POST decline" -> ended(call, request, StubRequest.End.OPEN, StubRequest.End.DECLINED);
            case "POST reopen" -> ended(call, request, StubRequest.End.DECLINED, StubRequest.End.OPEN);
            case "POST participants" -> {
                String name = call.body().at("/user/name").asText();
                if (!accounts.contains(name)) {
                    yield error(409, name + " is not a user", "pull.InvalidPullRequestParticipantException");
                }
                request.reviewers.putIfAbsent(name, "");
                yield new Reply(200, participant(name, request.reviewers.get(name)));
            }
            case "POST merge" -> {
                boolean isRight = call.query().get("version").equals(String.valueOf(request.version))
                        && call.body().get("autoMerge").asBoolean();
                request.mergesLater = isRight ? request.head : "";
                yield isRight ? new Reply(200, json(request, url())) : outOfDate();
            }
            case "GET auto-merge" ->
                request.mergesLater.isEmpty()
                        ? new Reply(204, null)
                        : new Reply(200, object().put("fromHash", request.mergesLater));
            case "DELETE auto-merge" -> {
                boolean isAsked = !request.mergesLater.isEmpty();
                request.mergesLater = "";
                yield isAsked ? new Reply(204, null) : error(404, "no auto-merge", "NoSuchAutoMergeRequestException");
            }
            default -> error(405, "not so", "MethodNotAllowedException");
        };
    }

    private Reply open(JsonNode wanted) {
        String branch = wanted.at("/fromRef/id").asText().substring("refs/heads/".length());
        String base = wanted.at("/toRef/id").asText().substring("refs/heads/".length());
        if (open(branch, base).isPresent()) {
            return error(409, "Only one pull request may be open", "pull.DuplicatePullRequestException");
        }
        if (heads.apply(branch).isEmpty()) {
            return error(404, "no such branch", "commit.NoSuchCommitException");
        }
        if (isTooLong(wanted)) {
            return error(400, "too long", "validation.ArgumentValidationException");
        }
        StubRequest request = opened(
                branch,
                base,
                wanted.get("title").asText(),
                wanted.get("description").asText());
        request.draft = wanted.path("draft").asBoolean();
        return new Reply(201, json(request, url()));
    }

    private Reply edit(JsonNode wanted, StubRequest request) {
        if (wanted.get("version").asInt() != request.version) {
            return outOfDate();
        }
        if (!request.isOpen()) {
            return error(409, "not open", "pull.IllegalPullRequestStateException");
        }
        if (isTooLong(wanted)) {
            return error(400, "too long", "validation.ArgumentValidationException");
        }
        request.title = wanted.get("title").asText();
        request.body = wanted.get("description").asText();
        List<String> kept = new ArrayList<>();
        wanted.path("reviewers")
                .forEach(reviewer -> kept.add(reviewer.at("/user/name").asText()));
        request.reviewers.keySet().retainAll(kept);
        request.version++;
        return new Reply(200, json(request, url()));
    }

    private static boolean isTooLong(JsonNode wanted) {
        return wanted.get("description").asText().length() > 32_768
                || wanted.get("title").asText().length() > 255;
    }

    private Reply ended(Call call, StubRequest request, StubRequest.End from, StubRequest.End to) {
        if (!call.query().get("version").equals(String.valueOf(request.version))) {
            return outOfDate();
        }
        if (request.end != from || heads.apply(request.branch).isEmpty() && to == StubRequest.End.OPEN) {
            return error(409, "not so", "pull.IllegalPullRequestStateException");
        }
        request.end = to;
        request.version++;
        return new Reply(200, json(request, url()));
    }

    private Reply comment(Call call, StubRequest request, long id) {
        Optional<StubRequest.Remark> found = remark(request, id);
        if (found.isEmpty()) {
            return error(404, "no comment", "comment.NoSuchCommentException");
        }
        StubRequest.Remark remark = found.get();
        if (call.isWrite()) {
            if (call.body().get("version").asInt() != remark.version) {
                return error(409, "out of date", "comment.CommentOutOfDateException");
            }
            remark.text = call.body().get("text").asText();
            remark.version++;
        }
        return new Reply(200, json(remark));
    }

    private Reply list(Call call) {
        return page(
                newest(requests.values()).stream()
                        .filter(request -> ("refs/heads/" + request.branch)
                                .equals(call.query().get("at")))
                        .filter(request -> call.query().get("state").equals("ALL") || request.isOpen())
                        .map(request -> json(request, url()))
                        .map(JsonNode.class::cast)
                        .toList(),
                call);
    }

    private List<JsonNode> activities(StubRequest request) {
        List<JsonNode> activities = new ArrayList<>();
        activities.add(object().put("id", 1).put("action", "OPENED"));
        for (StubRequest.Remark remark : request.remarks) {
            ObjectNode activity = object().put("id", 10 + remark.id)
                    .put("action", "COMMENTED")
                    .put("commentAction", "ADDED");
            activity.set("comment", json(remark));
            if (remark.isOnLine) {
                activity.putObject("commentAnchor").put("line", 1).put("path", "demo/firewall/bank.yaml");
            }
            activities.add(activity);
        }
        return activities.reversed();
    }

    private static Reply page(List<JsonNode> all, Call call) {
        int start = Integer.parseInt(call.query().getOrDefault("start", "0"));
        int end = Math.min(all.size(), start + PAGE);
        ObjectNode page = object().put("size", end - start).put("limit", PAGE).put("start", start);
        page.put("isLastPage", end == all.size());
        if (end < all.size()) {
            page.put("nextPageStart", end);
        } else {
            page.putNull("nextPageStart");
        }
        all.subList(start, end).forEach(page.putArray("values")::add);
        return new Reply(200, page);
    }

    private static Reply outOfDate() {
        return error(
                409,
                "You are attempting to modify a pull request based on out-of-date information.",
                "pull.PullRequestOutOfDateException");
    }

    private static Reply error(int status, String message, String exception) {
        ObjectNode errors = object();
        errors.putArray("errors")
                .addObject()
                .put("message", message)
                .put("exceptionName", "com.atlassian.bitbucket." + exception);
        return new Reply(status, errors);
    }
}
