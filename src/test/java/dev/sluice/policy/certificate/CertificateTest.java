package dev.sluice.policy.certificate;

import static dev.sluice.policy.certificate.DecisionFunctionTest.function;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.certificate.Certificate.Difference;
import dev.sluice.ranges.Address;
import org.junit.jupiter.api.Test;

class CertificateTest {

    private static final DecisionFunction MEANT = function("Allow 8.8.8.0/24 TCP/53", "Deny 8.8.8.0/24");

    @Test
    void namesTheDigestWhereBothAgree() {
        // Given
        DecisionFunction written = function("Allow 8.8.8.0/24 TCP/53", "Deny 8.8.8.128/25", "Deny 8.8.8.0/25");

        // When
        Certificate certificate = new Certificate("demo", "llm-demo", MEANT, written);

        // Then
        assertThat(certificate.isEqual()).isTrue();
        assertThat(certificate).hasToString("demo/llm-demo: equal, decision " + MEANT.digest());
        assertThat(written.digest()).isEqualTo(MEANT.digest());
    }

    @Test
    void namesTheFirstAddressThatDiffersAndWhatIsSaidAboutIt() {
        // Given
        DecisionFunction written = function("Allow 8.8.8.0/25 TCP/53", "Deny 8.8.8.0/24", "Deny ::/0");

        // When
        Certificate certificate = new Certificate("demo", "llm-demo", MEANT, written);

        // Then
        assertThat(certificate.isEqual()).isFalse();
        assertThat(certificate.firstDifference())
                .contains(new Difference(Address.parse("8.8.8.128"), "Allow TCP/53; Deny", "Deny"));
        assertThat(certificate)
                .hasToString("demo/llm-demo: differs, first at 8.8.8.128: "
                        + "meant is 'Allow TCP/53; Deny', written is 'Deny'");
    }
}
