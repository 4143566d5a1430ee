package dev.sluice.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTest {

    @ParameterizedTest
    @ValueSource(strings = {"yes", "No", "on", "off", "true", "FALSE"})
    void quotesWhatReadsAsABoolean(String value) {
        assertQuoted(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "Null", "~", ""})
    void quotesWhatReadsAsNothing(String value) {
        assertQuoted(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1_000", "0x10", "0b11", "017", "1:30", "190:20:30", "1e3", "1.5", ".5", ".inf"})
    void quotesWhatReadsAsANumber(String value) {
        assertQuoted(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2022-06-01", "2022-06-01T02:00:00Z"})
    void quotesWhatReadsAsATime(String value) {
        assertQuoted(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "N", "08", "0123456789", "0_8", "0o17", "-0O7", "0X1F", "0B1", "+.5", "-.5e3"})
    void quotesWhatOtherReadersTakeForABooleanOrANumber(String value) {
        assertQuoted(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2022-6-1", "2022-06-1", "="})
    void quotesWhatOtherReadersTakeForATimeOrAnError(String value) {
        assertQuoted(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {" leading", "trailing ", " ", "\ttab", "fd00:99::", "key: value", "text #comment"})
    void quotesWhatLosesBlanksOrBreaksTheLineUp(String value) {
        assertQuoted(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*.example.org", "&anchor", "!tag", "#comment", "- item", "? key", "[]", "{}", "|", ">"})
    void quotesWhatBeginsLikeSyntax(String value) {
        assertQuoted(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "@", "`", "'", "\"", "it's: \"both\"", "<<"})
    void quotesReservedCharacters(String value) {
        assertQuoted(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "y", "08", "1e3", "2022-06-01", "~", "a b ", "fd00::", "<<"})
    void quotesKeysAlike(String key) {
        // When
        String text = Yaml.write(Map.of(key, "value"));

        // Then
        assertThat(text).startsWith("'").contains("': value");
        assertThat(Yaml.read(text)).isEqualTo(Map.of(key, "value"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::/0",
                "0.0.0.0/0",
                "8.8.4.0/24",
                "2001:4860::/32",
                "fd00:22::/112",
                "::1",
                "192.168.99.103",
                "EXT:Google",
                "1x.demo",
                "1h",
                "stable-6.4",
                "llm-demo",
                "a b",
                "grün",
                "k8s.ovn.org/v1"
            })
    void leavesOrdinaryTextUnquoted(String value) {
        // When
        String text = Yaml.write(Map.of("key", value));

        // Then
        assertThat(text).isEqualTo("key: " + value + "\n");
        assertThat(Yaml.read(text)).isEqualTo(Map.of("key", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "ends in a line\n", "\n", "\r\n", "\u2028", "\uD83D\uDEA7"})
    void keepsUnusualCharacters(String value) {
        assertThat(Yaml.read(Yaml.write(Map.of("key", value)))).isEqualTo(Map.of("key", value));
    }

    @Test
    void writesNumbersAndBooleansPlain() {
        Fields fields = Fields.of("sampling", 50).and("privileged", false).and("offset", -1);
        assertThat(Yaml.write(fields.map())).isEqualTo("sampling: 50\nprivileged: false\noffset: -1\n");
    }

    @Test
    void keepsTheOrderOfKeys() {
        Fields fields = Fields.of("zone", 1).and("alpha", 2).and("middle", 3);
        assertThat(Yaml.write(fields.map())).isEqualTo("zone: 1\nalpha: 2\nmiddle: 3\n");
    }

    @Test
    void writesBlocksWithIndentedLists() {
        // Given
        Fields item = Fields.of("name", "one").and("cidrs", List.of("::/0"));
        Fields document =
                Fields.of("items", List.of(item.map())).and("none", List.of()).and("spec", Map.of());

        // When
        String text = Yaml.write(document.map());

        // Then
        assertThat(text).isEqualTo("""
                items:
                  - name: one
                    cidrs:
                      - ::/0
                none: []
                spec: {}
                """);
    }

    @Test
    void writesSharedPartsOutInsteadOfAliases() {
        // Given
        List<String> shared = List.of("10.0.0.0/8");

        // When
        String text = Yaml.write(Fields.of("one", shared).and("two", shared).map());

        // Then
        assertThat(text).isEqualTo("one:\n  - 10.0.0.0/8\ntwo:\n  - 10.0.0.0/8\n");
    }

    @Test
    void doesNotWrapLongLines() {
        String value = "word ".repeat(200) + "end";
        assertThat(Yaml.write(Map.of("key", value))).isEqualTo("key: " + value + "\n");
    }

    @Test
    void givesTheSameBytesAfterReadingBack() {
        String text = Yaml.write(Fields.of("b", List.of("yes", "::/0", "x"))
                .and("a", Map.of("1e3", 50))
                .map());
        assertThat(Yaml.write(stringKeys(Yaml.read(text)))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: 1\na: 2\n",
                "a:\n  b: 1\n  b: 1\n",
                "a: 1\n---\nb: 2\n",
                "",
                "# nothing\n",
                "text",
                "- item\n",
                "a: [1\n",
                "a: !!java.net.URL [http://localhost]\n",
                "\ta: 1\n",
                "a: \u0000\n"
            })
    void refusesWhatIsNotOneMapping(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Yaml.read(text)).withMessageStartingWith("not a YAML ");
    }

    private static void assertQuoted(String value) {
        String text = Yaml.write(Map.of("key", value));
        assertThat(text).matches("(?s)key: (['\"]).*\\1\n");
        assertThat(Yaml.read(text)).isEqualTo(Map.of("key", value));
    }

    @SuppressWarnings("unchecked") // every key above is a string
    private static Map<String, ?> stringKeys(Map<?, ?> mapping) {
        return (Map<String, ?>) mapping;
    }
}
