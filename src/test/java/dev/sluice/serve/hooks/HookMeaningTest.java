package dev.sluice.serve.hooks;

import static dev.sluice.serve.hooks.Deliveries.headers;
import static dev.sluice.serve.hooks.Deliveries.push;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.gitops.BranchOwner;
import dev.sluice.gitops.FolderTemplate;
import dev.sluice.gitops.Origin;
import dev.sluice.serve.hooks.HookMeaning.HookEffect;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HookMeaningTest {

    private static final HookMeaning MEANING = new HookMeaning(
            new Origin(
                    "https://git.example/Platform/fleet.git",
                    "main",
                    new Origin.Anonymous(),
                    new Origin.CommitAuthor("Sluice", "sluice@example.com")),
            new BranchOwner(FolderTemplate.of("clusters"), Optional.empty()));

    private static HookEffect effect(String forge, String header, String event, String body) {
        try {
            HookProvider provider = HookRegistry.find(forge).orElseThrow();
            return MEANING.of(
                    provider.reader().apply(headers(Map.of(header, event)), new ObjectMapper().readTree(body)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static HookEffect pushed(String repository, String branch, String author, String file) {
        return effect("github", "X-GitHub-Event", "push", push(repository, branch, "a".repeat(40), author, file));
    }

    @Test
    void aPushStartsALookAndOneThatChangesTheFolderARun() {
        assertThat(pushed("platform/fleet", "main", "Anna", "README.md")).isEqualTo(HookEffect.ROUND);
        assertThat(pushed("platform/fleet", "main", "Anna", "clusters/demo/a.yaml"))
                .isEqualTo(HookEffect.RUN);
    }

    @Test
    void whatIsOfAnotherBranchOrRepositoryOrSluicesOwnStartsNothing() {
        assertThat(pushed("platform/fleet", "sluice/demo", "Anna", "clusters/demo/a.yaml"))
                .isEqualTo(HookEffect.NOTHING);
        assertThat(pushed("platform/other", "main", "Anna", "clusters/demo/a.yaml"))
                .isEqualTo(HookEffect.NOTHING);
        assertThat(pushed("fleet", "main", "Anna", "README.md")).isEqualTo(HookEffect.ROUND);
        assertThat(pushed("", "main", "Anna", "README.md")).isEqualTo(HookEffect.NOTHING);
        assertThat(pushed("platform/fleet", "main", "Sluice", "clusters/demo/a.yaml"))
                .isEqualTo(HookEffect.NOTHING);
        assertThat(effect("github", "X-GitHub-Event", "ping", "{}")).isEqualTo(HookEffect.NOTHING);
    }

    @Test
    void commitsThatTheForgeLeavesOutMayChangeAnything() {
        String one = push("platform/fleet", "main", "a".repeat(40), "Sluice", "README.md");

        assertThat(effect("gitlab", "X-Gitlab-Event", "Push Hook", one)).isEqualTo(HookEffect.NOTHING);
        assertThat(effect(
                        "gitlab",
                        "X-Gitlab-Event",
                        "Push Hook",
                        one.replace("\"total_commits_count\": 1", "\"total_commits_count\": 21")))
                .isEqualTo(HookEffect.RUN);
        assertThat(
                        effect(
                                "github",
                                "X-GitHub-Event",
                                "push",
                                "{\"ref\":\"refs/heads/main\",\"repository\":{\"full_name\":\"platform/fleet\"},\"commits\":[]}"))
                .isEqualTo(HookEffect.RUN);
    }

    @ParameterizedTest
    @CsvSource({
        "closed, sluice/demo, , RUN",
        "reopened, sluice/demo, , RUN",
        "labeled, sluice/demo, propose-again, RUN",
        "unlabeled, sluice/demo, hold, RUN",
        "labeled, sluice/demo, risk/low, NOTHING",
        "opened, sluice/demo, , NOTHING",
        "synchronize, sluice/demo, , NOTHING",
        "closed, feature, , NOTHING"
    })
    void whatPeopleDoWithARequestStartsARun(String action, String source, String label, HookEffect expected) {
        String body = """
                {"action": "%s", "label": {"name": "%s"}, "repository": {"full_name": "platform/fleet"},
                 "pull_request": {"number": 7, "head": {"ref": "%s"}, "base": {"ref": "main"}}}
                """.formatted(action, label, source);

        assertThat(effect("github", "X-GitHub-Event", "pull_request", body)).isEqualTo(expected);
        if (label == null) {
            assertThat(effect("gitea", "X-Gitea-Event", "pull_request", body)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"merge, RUN", "close, RUN", "reopen, RUN", "open, NOTHING", "update, NOTHING", "approved, NOTHING"})
    void whatPeopleDoWithAMergeRequestStartsARun(String action, HookEffect expected) {
        assertThat(effect("gitlab", "X-Gitlab-Event", "Merge Request Hook", mergeRequest(action, "risk/low")))
                .isEqualTo(expected);
    }

    @Test
    void aLabelOfPeopleOnAMergeRequestStartsARun() {
        assertThat(effect("gitlab", "X-Gitlab-Event", "Merge Request Hook", mergeRequest("update", "propose-again")))
                .isEqualTo(HookEffect.RUN);
    }

    private static String mergeRequest(String action, String label) {
        return """
                {"object_kind": "merge_request", "project": {"path_with_namespace": "platform/fleet"},
                 "object_attributes": {"action": "%s", "source_branch": "sluice/demo", "target_branch": "main"},
                 "changes": {"labels": {"previous": [], "current": [{"title": "%s"}]}}}
                """.formatted(action, label);
    }

    @ParameterizedTest
    @CsvSource({"/sluice propose, RUN", "Thanks, NOTHING", "see /sluice propose, NOTHING"})
    void aCommandInACommentStartsARun(String text, HookEffect expected) {
        String gitHub = """
                {"action": "created", "issue": {"number": 7, "pull_request": {}}, "comment": {"body": "Hello\\n%s"},
                 "repository": {"full_name": "platform/fleet"}}
                """.formatted(text);
        String gitLab = """
                {"object_kind": "note", "project": {"path_with_namespace": "platform/fleet"},
                 "object_attributes": {"noteable_type": "MergeRequest", "note": "%s"},
                 "merge_request": {"source_branch": "sluice/demo", "target_branch": "main"}}
                """.formatted(text);

        assertThat(effect("github", "X-GitHub-Event", "issue_comment", gitHub)).isEqualTo(expected);
        assertThat(effect("gitlab", "X-Gitlab-Event", "Note Hook", gitLab)).isEqualTo(expected);
    }

    @Test
    void bitbucketDataCenterNamesBranchesAndNoFiles() {
        String push = """
                {"repository": {"slug": "fleet", "project": {"key": "PLATFORM"}}, "changes": [
                  {"ref": {"displayId": "v1", "type": "TAG"}, "toHash": "1"},
                  {"ref": {"displayId": "%s", "type": "BRANCH"}, "toHash": "2"}]}
                """;
        String request = """
                {"comment": {"text": "/sluice propose"}, "pullRequest": {"fromRef": {"displayId": "sluice/demo"},
                 "toRef": {"displayId": "main", "repository": {"slug": "fleet", "project": {"key": "PLATFORM"}}}}}
                """;

        assertThat(dataCenter("repo:refs_changed", push.formatted("main"))).isEqualTo(HookEffect.RUN);
        assertThat(dataCenter("repo:refs_changed", push.formatted("other"))).isEqualTo(HookEffect.NOTHING);
        assertThat(dataCenter("pr:merged", request)).isEqualTo(HookEffect.RUN);
        assertThat(dataCenter("pr:comment:added", request)).isEqualTo(HookEffect.RUN);
        assertThat(dataCenter("pr:opened", request)).isEqualTo(HookEffect.NOTHING);
    }

    private static HookEffect dataCenter(String event, String body) {
        return effect("bitbucket-data-center", "X-Event-Key", event, body);
    }

    @Test
    void bitbucketCloudNamesBranchesAndNoFiles() {
        String push = """
                {"repository": {"full_name": "platform/fleet"}, "push": {"changes": [
                  {"new": null, "old": {"type": "branch", "name": "main"}},
                  {"new": {"type": "branch", "name": "%s", "target": {"hash": "2"}}}]}}
                """;
        String request = """
                {"repository": {"full_name": "platform/fleet"}, "comment": {"content": {"raw": "/sluice propose"}},
                 "pullrequest": {"source": {"branch": {"name": "sluice/demo"}},
                   "destination": {"branch": {"name": "main"}}}}
                """;

        assertThat(cloud("repo:push", push.formatted("main"))).isEqualTo(HookEffect.RUN);
        assertThat(cloud("repo:push", push.formatted("other"))).isEqualTo(HookEffect.NOTHING);
        assertThat(cloud("pullrequest:fulfilled", request)).isEqualTo(HookEffect.RUN);
        assertThat(cloud("pullrequest:comment_created", request)).isEqualTo(HookEffect.RUN);
        assertThat(cloud("pullrequest:updated", request)).isEqualTo(HookEffect.NOTHING);
    }

    private static HookEffect cloud(String event, String body) {
        return effect("bitbucket-cloud", "X-Event-Key", event, body);
    }
}
