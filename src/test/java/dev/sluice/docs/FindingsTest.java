package dev.sluice.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of accepted findings, and with {@code -Dosv.report} what a scan of the SBOM found beside it. */
class FindingsTest {

    private static final Path PAGE = Path.of("docs/findings.md");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);

    private static final String TABLE = """
            # Known holes

            ## Accepted

            | finding | package | until | why it cannot be reached |
            |---|---|---|---|
            """;
    private static final String LINE =
            "| GHSA-2345-6789-cfgh | io.netty:netty-codec-http2 | 2026-11-28 | HTTP/2 is off on both ports |\n";
    private static final String REPORT = """
            {"results": [{"source": {"path": "sbom.json"}, "packages": [{
              "package": {"name": "io.netty:netty-codec-http2", "version": "4.1.130.Final", "ecosystem": "Maven"},
              "vulnerabilities": [{"id": "GHSA-2345-6789-cfgh", "aliases": ["CVE-2026-12345"]}]}]}]}
            """;

    @Test
    void theListIsWellFormed() throws IOException {
        assertThat(AcceptedFindings.parse(Files.readString(PAGE))).isNotNull();
    }

    @Test
    @EnabledIfSystemProperty(named = "osv.report", matches = ".+")
    void everyFindingIsAccepted() throws IOException {
        String report = Files.readString(Path.of(System.getProperty("osv.report")));

        assertThat(AcceptedFindings.parse(Files.readString(PAGE)).objections(report, LocalDate.now()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GHSA-2345-6789-cfgh", "CVE-2026-12345"})
    void acceptsAFindingByAnyOfItsNamesUntilItsLastDay(String id) {
        AcceptedFindings accepted = AcceptedFindings.parse(TABLE + LINE.replace("GHSA-2345-6789-cfgh", id));

        assertThat(accepted.objections(REPORT, TODAY)).isEmpty();
        assertThat(accepted.objections(REPORT, TODAY.plusDays(1)))
                .containsExactly(
                        "io.netty:netty-codec-http2 4.1.130.Final: CVE-2026-12345, GHSA-2345-6789-cfgh was accepted"
                                + " until 2026-11-28");
    }

    @Test
    void objectsToWhatIsNotAccepted() {
        assertThat(AcceptedFindings.parse(TABLE).objections(REPORT, TODAY))
                .containsExactly(
                        "io.netty:netty-codec-http2 4.1.130.Final: CVE-2026-12345, GHSA-2345-6789-cfgh is not accepted");
    }

    @Test
    void objectsToAnAcceptanceOfAnotherPackageAndOfWhatIsGone() {
        AcceptedFindings accepted = AcceptedFindings.parse(TABLE + LINE.replace("codec-http2", "codec-dns"));

        assertThat(accepted.objections(REPORT, TODAY))
                .containsExactly(
                        "io.netty:netty-codec-http2 4.1.130.Final: CVE-2026-12345, GHSA-2345-6789-cfgh is not accepted",
                        "io.netty:netty-codec-dns: GHSA-2345-6789-cfgh is accepted and not found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "<html>", "{\"results\": [{}]}", "{\"results\": [{\"packages\": [{}]}]}"})
    void refusesWhatIsNoReport(String report) {
        assertThatThrownBy(() -> AcceptedFindings.parse(TABLE).objections(report, TODAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the report ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "GHSA-2345-6789-cfgh; GHSA-1; is not an identifier",
                "io.netty:netty-codec-http2; netty; is not a package",
                "2026-11-28; next year; is not a day",
                "HTTP/2 is off on both ports; fine; does not say why",
                "2026-11-28 |; 2026-11-28; does not have four cells"
            })
    void refusesALineThatIsNotWhole(String part, String instead, String why) {
        assertThatThrownBy(() -> AcceptedFindings.parse(TABLE + LINE.replace(part, instead)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void refusesAPageWithoutItsTable() {
        assertThatThrownBy(() -> AcceptedFindings.parse("# Known holes\n"))
                .hasMessageStartingWith("there is no table of accepted findings");
    }
}
