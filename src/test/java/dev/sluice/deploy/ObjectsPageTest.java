package dev.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/objects.md} to what is rendered; {@code -Ddocs.update=true} writes it anew. */
class ObjectsPageTest {

    private static final Path PAGE = Path.of("docs/objects.md");

    @BeforeAll
    static void update() throws IOException {
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, ObjectsPage.text());
        }
    }

    @Test
    void isCurrent() {
        assertThat(PAGE).content().isEqualTo(ObjectsPage.text());
    }

    @Test
    void namesEveryKindThatTheFleetsProjectAllows() {
        Declared project = Declared.only(Declared.MANIFESTS.resolve("argocd/project-fleet.yaml"));

        for (String list : new String[] {"clusterResourceWhitelist", "namespaceResourceWhitelist"}) {
            assertThat(project.list("spec", list))
                    .isNotEmpty()
                    .allSatisfy(entry -> assertThat(PAGE).content().contains("\n| " + entry.text("kind")));
        }
    }
}
