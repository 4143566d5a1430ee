package dev.sluice.policy.certificate;

import static dev.sluice.policy.certificate.DecisionFunctionTest.function;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.certificate.Certificate.Difference;
import dev.sluice.ranges.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** What is meant by the rules of {@link #written}, and rules that were spoiled on their way into a file. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Deny 8.8.4.0/24      |                          | 8.8.4.0      | a rule is missing
            Deny 8.8.4.0/24      | Deny 8.8.4.0/25          | 8.8.4.128    | a prefix is shorter
            Deny 2001:4860::/32  | Allow 2001:4860::/32     | 2001:4860::  | an action is another
            Deny 8.8.4.0/24      | Deny 8.8.4.0/24 TCP/443  | 8.8.4.0      | a rule is limited to a port
            Allow 172.22.0.0/16  | Deny 172.22.0.0/32       | 172.22.0.0   | a network is cut off
            Allow ::/0           | Deny ::/0                | ::           | one family is denied
            """)
    void namesTheFirstAddressOfASpoiledRule(String rule, @Nullable String spoiled, String first, String reason) {
        // Given
        List<String> rules = written();
        int place = rules.indexOf(rule);
        rules.remove(place);
        Optional.ofNullable(spoiled).ifPresent(text -> rules.add(place, text));

        // When
        Certificate certificate = new Certificate("demo", "llm-demo", written(written()), written(rules));

        // Then
        assertThat(certificate.firstDifference().map(Difference::address))
                .as(reason)
                .contains(Address.parse(first));
    }

    @Test
    void noticesAnOrderThatChangesAVerdict() {
        List<String> rules = written();
        rules.addFirst(rules.removeLast());

        assertThat(new Certificate("demo", "llm-demo", written(written()), written(rules))
                        .firstDifference()
                        .map(Difference::address))
                .contains(Address.parse("8.8.4.0"));
    }

    @Test
    void acceptsAnOrderAndRulesWithoutEffect() {
        // Given
        List<String> rules = written();
        rules.addFirst(rules.remove(2));
        rules.add(3, "Deny 8.8.4.4/32");
        rules.add("Deny 9.9.9.9/32");

        // Then
        assertThat(new Certificate("demo", "llm-demo", written(written()), written(rules)).isEqual())
                .isTrue();
    }

    private static List<String> written() {
        return new ArrayList<>(List.of(
                "Allow 172.22.0.0/16", "Deny 8.8.4.0/24", "Deny 2001:4860::/32", "Allow ::/0", "Allow 0.0.0.0/0"));
    }

    private static DecisionFunction written(List<String> rules) {
        return function(rules.toArray(String[]::new));
    }
}
