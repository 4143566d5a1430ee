package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import dev.sluice.Settings;
import dev.sluice.gitops.Origin;
import io.smallrye.config.PropertiesConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions that lead nowhere and blank values, from every source. */
class RawKeyCheckTest {

    private static final String FIREWALL = "sluice.clusters.demo.egress-firewalls[0]";

    @TempDir
    Path folder;

    @Test
    void namesEveryKeyWhoseVariableIsNotSet() {
        Configuration unset = Configuration.minimal().and("""
                sluice:
                  block: { families: "${FAMILIES}", exempt: ["${EXEMPT}", 8.8.8.8/32] }
                  clusters:
                    demo:
                      egress-firewalls: [{ namespace: llm-demo, otherwise: "${OTHERWISE}" }]
                """);

        assertThat(unset.mistakes())
                .containsExactly(
                        "sluice.block.exempt[0]: " + noValue("EXEMPT"),
                        "sluice.block.families: " + noValue("FAMILIES"),
                        FIREWALL + ".otherwise: " + noValue("OTHERWISE"));
        assertThat(unset.with(Map.of("FAMILIES", "both", "OTHERWISE", "deny", "EXEMPT", "8.8.4.4/32"))
                        .mistakes())
                .isEmpty();
    }

    @Test
    void looksIntoEveryFileOfTheSameRank() {
        String otherwise =
                "sluice: { clusters: { demo: { egress-firewalls: [{ namespace: llm-demo, otherwise: %s }] } } }";
        Configuration both = Configuration.minimal()
                .and("config_ordinal: 200\n" + otherwise.formatted("allow"))
                .and("config_ordinal: 200\n" + otherwise.formatted("'${NOWHERE}'"));

        assertThat(both.mistakes()).containsExactly(FIREWALL + ".otherwise: " + noValue("NOWHERE"));
        assertThat(both.with(FIREWALL + ".otherwise", "deny").mistakes()).isEmpty();
    }

    private static String noValue(String name) {
        return "'${" + name + "}' has no value: set " + name
                + ", give it a default (${NAME:default}), or write $${ where ${ is meant";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sluice.schedule",
                "sluice.block.families",
                "sluice.block.exempt",
                "sluice.block.exclude",
                "sluice.git.mode",
                "sluice.git.token",
                "sluice.git.signing.key-file",
                "sluice.guards.rules-changed",
                "sluice.guards.accept",
                "sluice.api.token",
                "sluice.review.labels",
                FIREWALL + ".otherwise",
                FIREWALL + ".verify"
            })
    void refusesAnUnsetAndAnEmptyVariableWhereverItStands(String key) {
        Configuration property = Configuration.minimal().with(key, "${NOWHERE}");
        Configuration variable = Configuration.minimal()
                .with(Map.of(key.replaceAll("[^a-z0-9]", "_").toUpperCase(Locale.ROOT), "${NOWHERE}"));

        assertThat(property.mistakes()).containsExactly(key + ": " + noValue("NOWHERE"));
        assertThat(variable.mistakes()).containsExactly(key + ": " + noValue("NOWHERE"));
        assertThat(property.with(Map.of("NOWHERE", " ")).mistakes()).containsExactly(key + ": " + noValue("NOWHERE"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${NOWHERE:exact}             | true",
                "${NOWHERE:${ELSEWHERE:exact}} | true",
                "${STRATEGY}                  | true",
                "${sluice.git.token-file}     | false",
                "ex${NOWHERE}act              | false",
                "${NOWHERE:}                  | false",
                "${NOWHERE:${ELSEWHERE}}      | false"
            })
    void acceptsAnExpressionThatHasAValue(String expression, boolean isGood) {
        List<String> mistakes = Configuration.minimal()
                .with(Map.of("STRATEGY", "exact"))
                .with("sluice.block.strategy", expression)
                .mistakes();

        assertThat(mistakes).hasSize(isGood ? 0 : 1).allMatch(mistake -> mistake.contains("has no value"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sluice.git.mode", "sluice.git.token", "sluice.time-zone", "sluice.guards.rules-changed"})
    void refusesABlankValue(String key) {
        String variable = key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);

        assertThat(Configuration.minimal().with(key, " ").mistakes()).containsExactly(key + ": is blank");
        assertThat(Configuration.minimal().with(Map.of(variable, "")).mistakes())
                .containsExactly(key + ": is blank");
    }

    @Test
    void showsNoPartOfASecret() {
        assertThat(Configuration.minimal()
                        .with("sluice.git.token", "pa${ss}word")
                        .mistakes())
                .containsExactly(
                        "sluice.git.token: holds an expression that has no value: set what it names, or write $${"
                                + " where ${ is meant");
        assertThat(Configuration.minimal()
                        .with("sluice.git.url", "https://git.example/${FLEET}.git?key=s3cr3t")
                        .mistakes())
                .containsExactly("sluice.git.url: " + noValue("FLEET"));
    }

    @Test
    void takesATokenInAFileAsItIs() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "pa${ss}$${w}ord\n");

        Settings settings = Configuration.minimal()
                .with("sluice.git.token-file", token.toString())
                .settings();

        assertThat(((Origin.Token) settings.git().origin().credentials())
                        .token()
                        .reveal())
                .isEqualTo("pa${ss}$${w}ord");
    }

    @Test
    void takesAnEscapedExpressionAsText() {
        for (String escaped : List.of("pa$${ss}word", "pa\\${ss}word")) {
            Settings settings =
                    Configuration.minimal().with("sluice.git.token", escaped).settings();

            assertThat(((Origin.Token) settings.git().origin().credentials())
                            .token()
                            .reveal())
                    .isEqualTo("pa${ss}word");
        }
    }

    @Test
    void refusesAMisspeltRoot() throws IOException {
        Path file = Files.writeString(folder.resolve("a.properties"), "block.families=both\nother.key=1\n");
        PropertiesConfigSource properties =
                new PropertiesConfigSource(file.toUri().toURL());

        assertThat(Configuration.minimal().with("sluce.block.families", "both").mistakes())
                .containsExactly(
                        "sluce.block.families: is not a key that Sluice knows; did you mean sluice.block.families?");
        assertThat(Configuration.minimal().plus(properties).mistakes())
                .containsExactly("block.families: is not a key that Sluice knows; did you mean sluice.block.families?");
    }
}
