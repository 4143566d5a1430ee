package dev.sluice.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code git.path} may be. */
class RepositoryFolderTest {

    @Test
    void takesTheLongestPathThatCanBeCheckedOut() {
        String name = "a".repeat(255);

        assertThat(Configuration.minimal()
                        .with("sluice.git.path", name + "/" + "b".repeat(44))
                        .mistakes())
                .isEmpty();
        assertThat(Configuration.minimal()
                        .with("sluice.git.path", name + "/" + "b".repeat(45))
                        .mistakes())
                .singleElement()
                .asString()
                .contains("is longer than 300 bytes");
        assertThat(Configuration.minimal().with("sluice.git.path", name + "a").mistakes())
                .singleElement()
                .asString()
                .contains("a name in it is longer than 255 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clusters",
                ".",
                "{cluster}",
                "clusters/{cluster}",
                "clusters/{cluster}/egress",
                "a/b-{cluster}.d"
            })
    void takesAFolderTheRootAndATemplate(String path) {
        assertThat(Configuration.minimal().with("sluice.git.path", path).mistakes())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "clusters/{name}/egress|holds {name}: the only placeholder is {cluster}",
                "{cluster}/{cluster}|holds {cluster} more than once",
                "clusters/{cluster}/{environment}|holds {environment}: the only placeholder is {cluster}",
                "clusters/{Cluster}|holds {Cluster}: the only placeholder is {cluster}",
                "clusters/{cluster/egress|is not a folder in the repository",
                "clusters/.{cluster}|is not a folder in the repository",
                "../{cluster}|is not a folder in the repository",
                "./{cluster}|is not a folder in the repository",
                "{cluster}/|is not a folder in the repository"
            })
    void refusesATemplateThatNamesNoFolder(String path, String reason) {
        assertThat(Configuration.minimal().with("sluice.git.path", path).mistakes())
                .singleElement()
                .asString()
                .startsWith("sluice.git.path: '" + path + "' " + reason);
    }

    @Test
    void refusesATemplateWhoseFolderIsTooLongForACluster() {
        // Given
        String long63 = "c".repeat(63);
        Configuration configured = Configuration.minimal().and("""
                sluice:
                  clusters:
                    %s:
                      networks: { machine: [192.168.99.0/24], service: [172.22.0.0/16], pod: [10.132.0.0/14] }
                      egress-firewalls: [{ namespace: shop }]
                """.formatted(long63));

        // Then
        assertThat(configured
                        .with("sluice.git.path", "a".repeat(192) + "{cluster}")
                        .mistakes())
                .isEmpty();
        assertThat(configured
                        .with("sluice.git.path", "a".repeat(193) + "{cluster}")
                        .mistakes())
                .singleElement()
                .asString()
                .contains("for the cluster '" + long63 + "': a name in it is longer than 255 bytes");
    }
}
