package dev.sluice.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeTest {

    @Test
    void isEmptyWithoutFiles() {
        assertThat(Change.NONE.isEmpty()).isTrue();
        assertThat(Change.of(Map.of("a", ""), Set.of()).isEmpty()).isFalse();
        assertThat(Change.of(Map.of(), Set.of("a")).isEmpty()).isFalse();
    }

    @Test
    void sortsItsFiles() {
        Change change = Change.of(Map.of("b", "2", "a", "1", "c", "3"), Set.of("f", "d", "e"));
        assertThat(change.written().keySet()).containsExactly("a", "b", "c");
        assertThat(change.deleted()).containsExactly("d", "e", "f");
    }

    @Test
    void addsUp() {
        // Given
        Change one = Change.of(Map.of("a", "1"), Set.of("c"));
        Change other = Change.of(Map.of("b", "2"), Set.of("d"));

        // When
        Change both = Change.all(List.of(one, other));

        // Then
        assertThat(both).isEqualTo(Change.of(Map.of("a", "1", "b", "2"), Set.of("c", "d")));
        assertThat(both).isEqualTo(Change.all(List.of(other, one)));
        assertThat(Change.all(List.of(one, Change.NONE))).isEqualTo(one);
    }

    @Test
    void refusesToWriteAndToDeleteTheSameFile() {
        Change writing = Change.of(Map.of("a", "1"), Set.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Change.all(List.of(writing, Change.of(Map.of(), Set.of("a")))))
                .withMessage("'a' is both written and deleted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "a//b", ".", "../a", "a/../b", "a/./b", ".git/config", "a/.GIT/hooks/x"})
    void refusesWhatIsNoPathInARepository(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Change.of(Map.of(path, "1"), Set.of()))
                .withMessage("'" + path + "' is not the path of a file in a repository");
        assertThatIllegalArgumentException().isThrownBy(() -> Change.of(Map.of(), Set.of(path)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", ".sluice/goog.txt", "...", "a b/ü", ".gitignore", "a.git"})
    void takesPathsInARepository(String path) {
        assertThat(Change.of(Map.of(path, "1"), Set.of()).written()).containsOnlyKeys(path);
    }

    @Test
    void doesNotChangeWithWhatItWasMadeFrom() {
        Map<String, String> written = new HashMap<>(Map.of("a", "1"));
        Change change = Change.of(written, Set.of());
        written.put("b", "2");
        assertThat(change.written()).containsOnlyKeys("a");
        assertThatThrownBy(() -> change.written().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> change.deleted().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
