package dev.sluice.policy.certificate;

import static dev.sluice.policy.certificate.DecisionFunctionTest.function;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.ranges.Address;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntentionTest {

    private static final String POLICY = """
            # Somebody wrote this
            include goog
            exclude cloud
            strategy exact
            family ipv4
            network machine 192.168.99.0/24
            firewall demo otherwise Allow
            """;

    private static final String GOOG = "8.8.8.0/24\n34.0.0.0/15\n35.0.0.0/24\n2001:4860::/32\n";

    /** Half of one prefix, all of another in two parts, and more than a third. */
    private static final String CLOUD = "34.0.0.0/16\n35.0.0.0/25\n35.0.0.128/25\n2001:4000::/20\n";

    private final Map<String, String> files =
            new HashMap<>(Map.of("policy.txt", POLICY, "goog.txt", GOOG, "cloud.txt", CLOUD));

    @Test
    void subtractsAddressesExactly() {
        assertThat(intended()).isEqualTo(function("Deny 8.8.8.0/24", "Deny 34.1.0.0/16"));
    }

    @Test
    void meansTheSameHoweverFewRulesItIsWrittenIn() {
        policy("strategy exact", "strategy compact");

        assertThat(intended()).isEqualTo(function("Deny 8.8.8.0/24", "Deny 34.1.0.0/16"));
    }

    @Test
    void filtersWholePrefixesThatLieInASingleOther() {
        policy("strategy exact", "strategy prefix-filter");

        assertThat(intended()).isEqualTo(function("Deny 8.8.8.0/24", "Deny 34.0.0.0/15", "Deny 35.0.0.0/24"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.0/24", "8.8.8.0/23", "0.0.0.0/0"})
    void filtersAPrefixThatIsListedItselfOrInsideALargerOne(String listed) {
        // Given
        policy("strategy exact", "strategy prefix-filter");
        files.put("goog.txt", "8.8.8.0/24\n9.9.9.0/24\n");
        files.put("cloud.txt", listed + "\n9.9.9.0/25\n");

        // When
        DecisionFunction intended = intended();

        // Then
        assertThat(intended).isEqualTo(listed.endsWith("/0") ? function() : function("Deny 9.9.9.0/24"));
    }

    @ParameterizedTest
    @CsvSource({
        "family ipv6, Deny 2001:4860::/33, Deny 2001:4860:8000::/33",
        "'family ipv6\nfamily ipv4', Deny 8.8.8.0/24, Deny 2001:4860::/32"
    })
    void blocksInTheFamiliesAskedFor(String families, String first, String second) {
        policy("family ipv4", families);
        files.put("cloud.txt", "34.0.0.0/15\n35.0.0.0/16\n");

        assertThat(intended()).isEqualTo(function(first, second));
    }

    @Test
    void joinsSeveralListsOfARole() {
        // Given
        policy("include goog", "include goog\ninclude partner\nexclude crawlers");
        files.put("partner.txt", "9.9.9.0/24\n");
        files.put("crawlers.txt", "9.9.9.128/25\n34.1.0.0/16\n");

        // When
        DecisionFunction intended = intended();

        // Then
        assertThat(intended).isEqualTo(function("Deny 8.8.8.0/24", "Deny 9.9.9.0/25"));
    }

    @Test
    void blocksNoExemptAddress() {
        policy("family ipv4", "family ipv4\nexempt 8.8.8.8/32\nexempt 34.1.0.0/16");

        assertThat(intended()).isEqualTo(function("Allow 8.8.8.8/32", "Deny 8.8.8.0/24"));
    }

    @Test
    void asksNetworksThenFirstRulesThenWhatIsBlockedThenLastRules() {
        // Given
        files.put("policy.txt", POLICY + """
                network pod 8.8.8.0/28
                network service 8.8.9.0/28
                before demo Deny 8.8.8.0/27
                before demo Allow 8.8.8.64/26 TCP/53 UDP/53
                before demo Allow dns *.example.org
                after demo Deny 8.8.0.0/16
                after demo Deny nodes a=1,b= SCTP/9
                """);

        // When
        DecisionFunction intended = intended();

        // Then
        assertThat(intended)
                .isEqualTo(function(
                        "Allow 192.168.99.0/24",
                        "Allow 8.8.8.0/28",
                        "Allow 8.8.9.0/28",
                        "Deny 8.8.8.0/27",
                        "Allow 8.8.8.64/26 UDP/53 TCP/53",
                        "Allow dns *.example.org",
                        "Deny 8.8.8.0/24",
                        "Deny 34.1.0.0/16",
                        "Deny 8.8.0.0/16",
                        "Deny nodes a=1,b= SCTP/9"));
    }

    @Test
    void asksForNodesBeforeAnyNetwork() {
        files.put("policy.txt", POLICY + "network nodes kubernetes.io/os=linux\n");

        assertThat(intended())
                .isEqualTo(function(
                        "Allow nodes kubernetes.io/os=linux",
                        "Allow 192.168.99.0/24",
                        "Deny 8.8.8.0/24",
                        "Deny 34.1.0.0/16"))
                .isNotEqualTo(function("Allow 192.168.99.0/24", "Deny 8.8.8.0/24", "Deny 34.1.0.0/16"));
    }

    @Test
    void readsNodesByTheirAddressesAsWell() {
        files.put("policy.txt", POLICY + "network node 192.168.7.9/32\n");

        assertThat(intended())
                .isEqualTo(function(
                        "Allow 192.168.99.0/24", "Allow 192.168.7.9/32", "Deny 8.8.8.0/24", "Deny 34.1.0.0/16"));
    }

    @Test
    void deniesBothFamiliesOtherwise() {
        policy("otherwise Allow", "otherwise Deny");

        assertThat(intended()).isEqualTo(function("Allow 192.168.99.0/24", "Deny 0.0.0.0/0", "Deny ::/0"));
    }

    @Test
    void keepsNamespacesApart() {
        // Given
        files.put("policy.txt", POLICY + "firewall second otherwise Allow\nbefore second Deny 1.1.1.1/32\n");

        // When
        Intention intention = read();

        // Then
        assertThat(intention.namespaces()).containsExactly("demo", "second");
        assertThat(intention.of("demo").at(Address.parse("1.1.1.1"))).isEqualTo("Allow");
        assertThat(intention.of("second").at(Address.parse("1.1.1.1"))).isEqualTo("Deny");
    }

    @Test
    void knowsOnlyNamespacesOfThePolicy() {
        Intention intention = read();

        assertThatIllegalArgumentException().isThrownBy(() -> intention.of("other"));
    }

    @ParameterizedTest
    @CsvSource({
        "include goog, include  goog, line 2: cannot read 'include  goog'",
        "include goog, include ../goog, line 2: '../goog' is not a name for a feed",
        "include goog, include GOOG, line 2: 'GOOG' is not a name for a feed",
        "exclude cloud, excludes cloud, line 3: cannot read 'excludes cloud'",
        "exclude cloud, '', line 3: cannot read ''",
        "strategy exact, strategy ortc, line 4: cannot read 'strategy ortc'",
        "strategy exact, 'strategy exact ', line 4: cannot read 'strategy exact '",
        "family ipv4, family both, line 5: cannot read 'family both'",
        "family ipv4, exempt 8.8.8.8/24, line 5: '8.8.8.8/24' has host bits set: write 8.8.8.0/24",
        "network machine, network, line 6: cannot read 'network 192.168.99.0/24'",
        "network machine, network lan, line 6: cannot read 'network lan 192.168.99.0/24'",
        "otherwise Allow, otherwise allow, line 7: 'allow' is neither Allow nor Deny",
        "otherwise Allow, sonst Allow, line 7: cannot read 'firewall demo sonst Allow'",
        "firewall, before demo Deny 1.1.1.1/32 firewall, line 7: no firewall above that has"
                + " 'before demo Deny 1.1.1.1/32 firewall demo otherwise Allow'"
    })
    void namesTheLineThatItCannotRead(String good, String bad, String message) {
        policy(good, bad);

        assertRefused("policy.txt: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "firewall demo otherwise Deny | a second firewall for 'demo'",
                "before | no firewall above that has 'before'",
                "after demo | a rule that ends too early: ''",
                "before demo Deny | a rule that ends too early: 'Deny'",
                "before demo Deny dns | a rule that ends too early: 'Deny dns'",
                "before demo Drop 1.1.1.1/32 | 'Drop' is neither Allow nor Deny",
                "before demo Deny 1.1.1.1 | '1.1.1.1' is not a CIDR: it has no /length",
                "before demo Deny 1.1.1.1/32 TCP | 'TCP' is not a protocol and a port",
                "before demo Deny 1.1.1.1/32 TCP/-1 | 'TCP/-1' is not a protocol and a port",
                "before demo Deny 1.1.1.1/32 ICMP/1 | 'ICMP' is not TCP, UDP or SCTP",
                "before demo Deny nodes a | 'a' are not labels",
                "before demo Deny nodes a=1,a=2 | 'a=1,a=2' are not labels"
            })
    void refusesARuleThatItCannotRead(String line, String message) {
        files.put("policy.txt", POLICY + line + "\n");

        assertRefused("policy.txt: line 8: " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"include goog\n", "strategy exact\n", "family ipv4\n"})
    void refusesAPolicyThatIsNotComplete(String line) {
        policy(line, "");

        assertRefused("policy.txt: it must hold an include, a family and one strategy");
    }

    @Test
    void refusesAPolicyOfTwoMinds() {
        policy("strategy exact", "strategy exact\nstrategy prefix-filter");

        assertRefused("policy.txt: it must hold an include, a family and one strategy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"policy.txt", "goog.txt", "cloud.txt"})
    void refusesAMissingFile(String file) {
        files.remove(file);

        assertRefused(file + " is missing");
    }

    @Test
    void namesTheEntryThatItCannotRead() {
        files.put("cloud.txt", "34.0.0.0/16\n35.0.0.1/24\n");

        assertRefused("cloud.txt: cloud, line 2: '35.0.0.1/24' has host bits set: write 35.0.0.0/24");
    }

    private void policy(String good, String bad) {
        assertThat(POLICY).contains(good);
        files.put("policy.txt", POLICY.replace(good, bad));
    }

    private DecisionFunction intended() {
        return read().of("demo");
    }

    private Intention read() {
        return Intention.read(name -> Optional.ofNullable(files.get(name)));
    }

    private void assertRefused(String message) {
        assertThatIllegalArgumentException().isThrownBy(this::read).withMessage(message);
    }
}
