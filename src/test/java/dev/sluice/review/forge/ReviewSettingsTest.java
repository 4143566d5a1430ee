package dev.sluice.review.forge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import dev.sluice.Settings;
import dev.sluice.gitops.Mode;
import dev.sluice.gitops.Secret;
import dev.sluice.review.Repository;
import dev.sluice.review.ReviewConfig.Grouping;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewSettingsTest {

    private static final Configuration GITHUB = Configuration.minimal()
            .with("sluice.git.url", "https://github.com/platform/fleet.git")
            .with("sluice.git.token", "s3cret")
            .with("sluice.review.forge", "github");

    @Test
    void proposesNothingByDefault() {
        Settings settings = Configuration.minimal().settings();

        assertThat(settings.reviewing()).isEmpty();
        assertThat(settings.plan().mode()).isEqualTo(Mode.COMMIT);
    }

    @Test
    void needsNothingButTheForgeWhereGitSaysTheRest() {
        Settings settings = GITHUB.settings();

        assertThat(settings.plan().mode()).isEqualTo(Mode.PULL_REQUEST);
        assertThat(settings.reviewing())
                .contains(new Reviewing(
                        ForgeRegistry.find("github").orElseThrow(),
                        new Repository(
                                URI.create("https://api.github.com"),
                                "platform/fleet",
                                new Repository.AccessToken(Secret.of("s3cret")),
                                Duration.ofSeconds(20),
                                Duration.ofMinutes(2),
                                Optional.empty()),
                        Grouping.CLUSTER,
                        List.of(),
                        List.of(),
                        List.of(),
                        false,
                        25,
                        false,
                        Optional.empty()));
    }

    @Test
    void readsEveryKey() {
        Reviewing reviewing = reviewing(Configuration.minimal().and("""
            sluice:
              git:
                instance: blue
              review:
                forge: gitlab
                url: https://gitlab.example/root/api/v4/
                repository: platform/egress/fleet
                token: s3cret
                group-by: all
                labels: [network, "egress firewall"]
                reviewers: [alice, bob.b, "team:platform/network"]
                assignees: carol
                draft: true
                max-new-requests: 7
                timeout: 5s
                max-wait: 10m
            """));

        assertThat(reviewing)
                .isEqualTo(new Reviewing(
                        ForgeRegistry.find("gitlab").orElseThrow(),
                        new Repository(
                                URI.create("https://gitlab.example/root/api/v4"),
                                "platform/egress/fleet",
                                new Repository.AccessToken(Secret.of("s3cret")),
                                Duration.ofSeconds(5),
                                Duration.ofMinutes(10),
                                Optional.empty()),
                        Grouping.ALL,
                        List.of("network", "egress firewall"),
                        List.of("alice", "bob.b", "team:platform/network"),
                        List.of("carol"),
                        true,
                        7,
                        false,
                        Optional.of("blue")));
    }

    @Test
    void readsTheEnvironment() {
        Reviewing reviewing = reviewing(GITHUB.with(Map.of(
                "SLUICE_REVIEW_GROUP_BY", "all",
                "SLUICE_REVIEW_LABELS", "network,egress",
                "SLUICE_REVIEW_MAX_NEW_REQUESTS", "3")));

        assertThat(reviewing.grouping()).isEqualTo(Grouping.ALL);
        assertThat(reviewing.labels()).containsExactly("network", "egress");
        assertThat(reviewing.maxNewRequests()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void readsHowChangesGetOntoTheBranch(Mode mode) {
        assertThat(GITHUB.with("sluice.git.mode", mode.toString())
                        .settings()
                        .plan()
                        .mode())
                .isEqualTo(mode);
    }

    @Test
    void refusesAModeThatIsNone() {
        assertThat(GITHUB.with("sluice.git.mode", "push").mistakes())
                .containsExactly("sluice.git.mode: 'push' is not one of commit, pull-request, by-risk");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pull-request", "by-risk"})
    void refusesToProposeWithoutAForge(String mode) {
        assertThat(Configuration.minimal().with("sluice.git.mode", mode).mistakes())
                .containsExactly("sluice.git.mode: '" + mode + "' needs a forge: set sluice.review.forge");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "url",
                "repository",
                "token",
                "token-file",
                "app.id",
                "app.installation",
                "app.private-key-file",
                "group-by",
                "labels",
                "reviewers",
                "assignees",
                "draft",
                "max-new-requests",
                "timeout",
                "max-wait"
            })
    void refusesAnyKeyWithoutAForge(String key) {
        assertThat(Configuration.minimal().with("sluice.review." + key, "1").mistakes())
                .containsExactly("sluice.review." + key + ": means nothing without sluice.review.forge");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "forge            | bitbucket    | is not one of github, gitlab, gitea, forgejo",
                "group-by         | namespace    | is neither cluster nor all",
                "draft            | yes          | is neither true nor false",
                "max-new-requests | 0            | is not a whole number from 1 to 1000",
                "timeout          | 0s           | is not from 1s to 1h",
                "max-wait         | soon         | is not a duration such as 30s",
                "reviewers        | @alice       | is not the name of a user",
                "reviewers        | team:a/b     | is not the name of a user or of a team",
                "assignees        | team/network | is not the name of a user",
                "assignees        | team:network | is not the name of a user",
                "auto-merge       | high         | is not one of low, off",
                "labels           | Hold         | has a meaning of its own",
                "labels           | propose-again | has a meaning of its own",
                "labels           | risk/low     | has a meaning of its own"
            })
    void refusesAWrongValue(String key, String value, String why) {
        assertThat(GITHUB.with("sluice.review." + key, value).mistakes())
                .singleElement()
                .asString()
                .startsWith("sluice.review." + key + ": '" + value + "' " + why);
    }

    @Test
    void mergesWhatIsOfLowRiskIfItIsAskedTo() {
        assertThat(reviewing(GITHUB.with("sluice.review.auto-merge", "low")).autoMerge())
                .isTrue();
        assertThat(reviewing(GITHUB.with("sluice.review.auto-merge", "off")).autoMerge())
                .isFalse();
        assertThat(GITHUB.with("sluice.review.auto-merge", "low")
                        .with("sluice.review.draft", "true")
                        .mistakes())
                .containsExactly("sluice.review.auto-merge: merges no drafts: leave sluice.review.draft out");
    }

    @Test
    void warnsOfAnInstanceThatNamesNoBranch() {
        assertThat(Configuration.minimal().with("sluice.git.instance", "blue").warnings())
                .singleElement()
                .asString()
                .startsWith("sluice.git.instance: names branches of requests");
    }

    @Test
    void refusesALabelThatNoForgeTakes() {
        String longest = "x".repeat(50);

        assertThat(reviewing(GITHUB.with("sluice.review.labels", longest)).labels())
                .containsExactly(longest);
        for (String label : List.of(longest + "x", "two\\,parts", "two\tcolumns")) {
            assertThat(GITHUB.with("sluice.review.labels", label).mistakes())
                    .singleElement()
                    .asString()
                    .endsWith("is not a label of 1 to 50 characters without commas and line breaks");
        }
    }

    @Test
    void refusesWhatIsGivenTwice() {
        assertThat(GITHUB.with("sluice.review.reviewers", "alice,bob,alice").mistakes())
                .containsExactly("sluice.review.reviewers: 'alice' is given twice");
    }

    private static Reviewing reviewing(Configuration configuration) {
        return configuration.settings().reviewing().orElseThrow();
    }
}
