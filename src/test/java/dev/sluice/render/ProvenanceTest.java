package dev.sluice.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.ranges.PrefixList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvenanceTest {

    private static final String SHA256 = "e".repeat(64);

    private static final Source WITHOUT_TOKEN =
            new Source(Samples.list("partner", "192.0.2.0/24"), OptionalLong.empty(), SHA256);

    private static final Provenance PROVENANCE =
            new Provenance(List.of(Samples.SOURCES.get(0), Samples.SOURCES.get(1), WITHOUT_TOKEN), "strategy exact\n");

    @Test
    void readsBackWhatItWrote() {
        // Given
        Map<String, String> folder = folder(PROVENANCE);

        // When
        Optional<Provenance> read = Provenance.read(in(folder));

        // Then
        assertThat(read).contains(PROVENANCE);
    }

    @Test
    void writesOneFileForEachFeedAndTwoMore() {
        assertThat(folder(PROVENANCE))
                .containsOnlyKeys(
                        ".sluice/policy.txt",
                        ".sluice/sources.txt",
                        ".sluice/goog.txt",
                        ".sluice/cloud.txt",
                        ".sluice/partner.txt")
                .containsEntry(".sluice/partner.txt", "192.0.2.0/24\n")
                .containsEntry(".sluice/policy.txt", "strategy exact\n");
    }

    @Test
    void listsSourcesInTheirOrderUnderTheHeader() {
        String sources = folder(PROVENANCE).get(".sluice/sources.txt");
        assertThat(ManifestFile.isOwned(sources)).isTrue();
        assertThat(sources.lines().filter(line -> !line.startsWith("#")))
                .containsExactly(
                        "goog 1767225600000 " + Samples.SOURCES.get(0).sha256(),
                        "cloud 1767225600000 " + Samples.SOURCES.get(1).sha256(),
                        "partner - " + SHA256);
    }

    @Test
    void isEmptyWhereNothingWasPublished() {
        assertThat(Provenance.read(path -> Optional.empty())).isEmpty();
    }

    @Test
    void givesTheListsByName() {
        Map<String, PrefixList> lists = PROVENANCE.lists();
        assertThat(lists)
                .containsExactly(
                        Map.entry("cloud", Samples.CLOUD),
                        Map.entry("goog", Samples.GOOG),
                        Map.entry("partner", WITHOUT_TOKEN.list()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"17672256x0000", "-1", "", "1 767225600000", "9999999999999999999", "1.5"})
    void refusesADamagedToken(String token) {
        refuses(".sluice/sources.txt", "1767225600000", token, ".sluice/sources.txt: 'goog ");
    }

    @Test
    void refusesALineThatIsNoSource() {
        refuses(".sluice/sources.txt", "partner - ", "partner", ".sluice/sources.txt: 'partner" + SHA256 + "' is not");
        refuses(".sluice/sources.txt", "partner - ", "\npartner - ", ".sluice/sources.txt: '' is not");
        refuses(".sluice/sources.txt", "# feed", "<<<<<<< HEAD", ".sluice/sources.txt: '<<<<<<< HEAD");
    }

    @Test
    void refusesADamagedList() {
        refuses(".sluice/goog.txt", "8.8.4.0/24", "8.8.4.4/24", ".sluice/goog.txt: goog, line 1: '8.8.4.4/24'");
        refuses(".sluice/cloud.txt", "104.154.0.0/15", "# 104", ".sluice/cloud.txt: cloud, line 4: '# 104'");
    }

    @ParameterizedTest
    @ValueSource(strings = {".sluice/goog.txt", ".sluice/cloud.txt", ".sluice/policy.txt"})
    void refusesAMissingFile(String path) {
        // Given
        Map<String, String> folder = folder(PROVENANCE);
        folder.remove(path);

        // When, Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Provenance.read(in(folder)))
                .withMessage(path + " is missing");
    }

    @Test
    void refusesToHaveBeenMadeFromNothing() {
        // Given
        Map<String, String> folder = folder(PROVENANCE);
        folder.put(".sluice/sources.txt", ManifestFile.HEADER + "\n");

        // When, Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Provenance.read(in(folder)))
                .withMessage(".sluice/sources.txt lists no feed");
    }

    private static void refuses(String path, String good, String bad, String message) {
        Map<String, String> folder = folder(PROVENANCE);
        assertThat(folder.get(path)).contains(good);
        folder.merge(path, bad, (text, replacement) -> text.replace(good, replacement));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Provenance.read(in(folder)))
                .withMessageStartingWith(message);
    }

    private static Map<String, String> folder(Provenance provenance) {
        return provenance.files().stream().collect(Collectors.toMap(ManifestFile::path, ManifestFile::text));
    }

    private static Function<String, Optional<String>> in(Map<String, String> folder) {
        return path -> Optional.ofNullable(folder.get(path));
    }
}
