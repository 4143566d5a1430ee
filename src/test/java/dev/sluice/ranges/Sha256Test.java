package dev.sluice.ranges;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Sha256Test {

    /** NIST's examples for FIPS 180-4, and one text that other charsets encode differently. */
    @ParameterizedTest
    @CsvSource({
        "'', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "\u00fc, 607474ca475a9724d7360aba71a56d5df77e61350e3f724cfa1f46e857e2d85f"
    })
    void digestsTextAsUtf8InLowerCaseHexadecimal(String text, String digest) {
        assertThat(Sha256.hex(text)).isEqualTo(digest);
    }
}
