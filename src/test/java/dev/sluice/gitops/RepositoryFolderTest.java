package dev.sluice.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import org.junit.jupiter.api.Test;

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
}
