package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import dev.sluice.Settings;
import dev.sluice.gitops.GitConfig;
import dev.sluice.plan.settings.BlockConfig;
import dev.sluice.plan.settings.ClustersConfig;
import dev.sluice.ranges.Prefix;
import dev.sluice.render.Target;
import io.smallrye.config.SmallRyeConfig;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralValueInterceptorTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no",
                "No",
                "on",
                "off",
                "yes",
                "true",
                "2022-06-01",
                "0123",
                "1e3",
                "1_000",
                "0x1F",
                "1:30",
                ".5"
            })
    void takesEveryScalarAsText(String text) {
        SmallRyeConfig config = Configuration.yaml("sluice: { git: { username: " + text + ", author: { name: " + text
                        + " } }, block: { include: [" + text + ", a], exclude: " + text + " } }")
                .config();

        assertThat(config.getConfigMapping(GitConfig.class).username()).isEqualTo(text);
        assertThat(config.getConfigMapping(GitConfig.class).author().name()).isEqualTo(text);
        assertThat(config.getConfigMapping(BlockConfig.class).include()).contains(List.of(text, "a"));
        assertThat(config.getConfigMapping(BlockConfig.class).exclude()).contains(List.of(text));
    }

    @Test
    void targetsANamespaceNamedNo() {
        Settings settings = Configuration.sample()
                .and(
                        "sluice: { clusters: { demo: { egress-firewalls: [{ namespace: no, verify: yes, manage-namespace: off }]"
                                + " } } }")
                .settings();

        // Only true and false of YAML, and only where the key is one of them.
        Target target = settings.plan().clusters().getFirst().targets().getFirst();
        assertThat(target.namespace()).isEqualTo("no");
        assertThat(target.trial()).isPresent();
    }

    @Test
    void takesNamesAsText() {
        SmallRyeConfig config = Configuration.yaml("""
                        sluice:
                          clusters:
                            no: { networks: { machine: 10.0.0.0/8 }, egress-ips: { on: { namespace-labels: { yes: off } } } }
                            off.site: { networks: { machine: 192.168.0.0/16 } }
                            0123: { networks: { machine: 10.0.0.0/8 } }
                        """).config();

        Map<String, ClustersConfig.ClusterConfig> clusters =
                config.getConfigMapping(ClustersConfig.class).clusters();
        assertThat(clusters).containsOnlyKeys("no", "off.site", "0123");
        assertThat(clusters.get("no").networks().machine()).contains(List.of(Prefix.parse("10.0.0.0/8")));
        assertThat(clusters.get("off.site").networks().machine()).contains(List.of(Prefix.parse("192.168.0.0/16")));
        assertThat(clusters.get("no").egressIps().get("on").namespaceLabels()).containsOnlyKeys("yes");
        assertThat(clusters.get("no").egressIps().get("on").namespaceLabels().get("yes"))
                .contains("off");
    }

    @Test
    void leavesTheKeysOfOthersAsTheyAre() {
        SmallRyeConfig config =
                Configuration.yaml("quarkus: { banner: { enabled: no } }").config();

        assertThat(config.getConfigValue("quarkus.banner.enabled").getValue()).isEqualTo("false");
    }

    @Test
    void keepsListsWithCommasAndTextsOfSeveralLines() {
        SmallRyeConfig config = Configuration.yaml("""
                        sluice:
                          block: { include: ["a,b", no], exclude: "c, d" }
                          git:
                            branch: |
                              one
                              two
                            username: >-
                              one
                              two
                        """).config();

        assertThat(config.getConfigMapping(BlockConfig.class).include()).contains(List.of("a,b", "no"));
        assertThat(config.getConfigValue("sluice.block.include").getValue()).isEqualTo("a\\,b,no");
        assertThat(config.getConfigMapping(BlockConfig.class).exclude()).contains(List.of("c", "d"));
        assertThat(config.getConfigValue("sluice.git.branch").getValue()).isEqualTo("one\ntwo\n");
        assertThat(config.getConfigMapping(GitConfig.class).username()).isEqualTo("one two");
    }

    @Test
    void followsAnchorsAndMerges() {
        SmallRyeConfig config = Configuration.yaml("""
                        x-git: &git { branch: no, username: yes }
                        sluice:
                          git: { <<: *git, username: off }
                        """).config();

        assertThat(config.getConfigMapping(GitConfig.class).branch()).isEqualTo("no");
        assertThat(config.getConfigMapping(GitConfig.class).username()).isEqualTo("off");
    }

    @Test
    void isOutrankedAsBefore() {
        Configuration file = Configuration.yaml("sluice: { git: { branch: no } }");

        assertThat(file.with("sluice.git.branch", "main")
                        .config()
                        .getConfigValue("sluice.git.branch")
                        .getValue())
                .isEqualTo("main");
        assertThat(file.with(Map.of("SLUICE_GIT_BRANCH", "main"))
                        .config()
                        .getConfigValue("sluice.git.branch")
                        .getValue())
                .isEqualTo("main");
        assertThat(file.and("sluice: { git: { branch: off } }")
                        .config()
                        .getConfigValue("sluice.git.branch")
                        .getValue())
                .isEqualTo("off");
    }

    @Test
    void worksOnTheTextOfAProfile() {
        SmallRyeConfig config = Configuration.read(Configuration.builder()
                .withProfile("prod")
                .withSources(source("sluice: { git: { branch: yes } }\n'%prod': { sluice: { git: { branch: no } } }"))
                .build());

        assertThat(config.getConfigMapping(GitConfig.class).branch()).isEqualTo("no");
    }

    @Test
    void resolvesExpressionsInTheText() {
        Configuration file = Configuration.yaml("sluice: { git: { branch: '${BRANCH:no}', username: '$${BRANCH}' } }");

        assertThat(file.config().getConfigMapping(GitConfig.class).branch()).isEqualTo("no");
        assertThat(file.config().getConfigMapping(GitConfig.class).username()).isEqualTo("${BRANCH}");
        assertThat(file.with(Map.of("BRANCH", "yes"))
                        .config()
                        .getConfigMapping(GitConfig.class)
                        .branch())
                .contains("yes");
    }

    private static ConfigSource source(String yaml) {
        return Configuration.yaml(yaml).sources().getFirst();
    }
}
