package dev.sluice.plan.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import dev.sluice.Settings;
import dev.sluice.ranges.Address;
import dev.sluice.render.EgressIp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressIpSettingsTest {

    private static final String IPS = "sluice.clusters.demo.egress-ips";

    @Test
    void readsAddressesLabelsAndNamespaces() {
        Settings settings = configured("""
                prod:
                  addresses: [192.168.99.103, 192.168.99.104]
                  namespace-labels: { env: prod, kubernetes.io/metadata.name: llm-demo, opted-in: "" }
                  namespaces: [llm-demo, other]
                """).settings();

        assertThat(settings.plan().clusters().getFirst().egressIps())
                .containsExactly(new EgressIp(
                        "prod",
                        List.of(Address.parse("192.168.99.103"), Address.parse("192.168.99.104")),
                        Map.of("env", "prod", "kubernetes.io/metadata.name", "llm-demo", "opted-in", ""),
                        List.of("llm-demo", "other")));
        assertThat(settings.plan().warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".prod.addresses            | 192.168.99.300    | is not an IP address",
                ".prod.addresses            | 192.168.99.103/32 | is not an IP address",
                ".prod.addresses            | egress.example    | is not an IP address",
                ".prod.namespaces           | LLM               | is not a namespace",
                ".prod.namespace-labels.env | a b               | is not a label value"
            })
    void refusesAWrongValue(String key, String value, String why) {
        Configuration prod = configured("prod: { addresses: 192.168.99.103, namespace-labels: { env: prod, a: b } }");

        assertThat(prod.with(IPS + key, value).mistakes())
                .singleElement()
                .asString()
                .startsWith(IPS + key + ": '" + value + "' " + why);
    }

    @Test
    void refusesANameAndALabelThatKubernetesWouldNotTake() {
        assertThat(configured("Prod_1: { addresses: 192.168.99.103, namespace-labels: { 'a b': c } }")
                        .mistakes())
                .satisfiesExactlyInAnyOrder(
                        name -> assertThat(name).startsWith(IPS + ".Prod_1: 'Prod_1' is not a name"),
                        label -> assertThat(label)
                                .startsWith(IPS + ".Prod_1.namespace-labels: 'a b' is not a label key"));
    }

    @Test
    void doesNotCutBlanksOffANameOrALabel() {
        assertThat(configured("'prod ': { addresses: 192.168.99.103, namespace-labels: { 'env ': prod } }")
                        .mistakes())
                .satisfiesExactlyInAnyOrder(
                        name -> assertThat(name).startsWith(IPS + ".prod : 'prod ' is not a name"),
                        label -> assertThat(label)
                                .startsWith(IPS + ".prod .namespace-labels: 'env ' is not a label key"));
    }

    @Test
    void refusesASelectorThatWouldSelectEveryNamespace() {
        assertThat(configured("prod: { addresses: 192.168.99.103 }").mistakes())
                .containsExactly(
                        IPS + ".prod.namespace-labels: is missing: an empty selector would select every namespace");
    }

    @Test
    void refusesAnEgressIpWithoutAddress() {
        assertThat(configured("prod: { namespace-labels: { env: prod } }").mistakes())
                .containsExactly(IPS + ".prod.addresses: is missing");
    }

    @Test
    void refusesAnAddressThatIsGivenTwice() {
        assertThat(configured("prod: { addresses: [192.168.99.103, 192.168.99.103], namespace-labels: { env: prod } }")
                        .mistakes())
                .containsExactly(IPS + ".prod.addresses: '192.168.99.103' is given twice");
    }

    @Test
    void refusesAnAddressWithTwoOwners() {
        assertThat(configured("""
                        prod: { addresses: 192.168.99.103, namespace-labels: { env: prod } }
                        test: { addresses: 192.168.99.103, namespace-labels: { env: test } }
                        """).mistakes())
                .containsExactly(IPS + ".test.addresses: '192.168.99.103' is given twice, to prod too:"
                        + " an address has one owner");
    }

    @Test
    void refusesANamespaceThatWouldNeedTwoValuesOfOneLabel() {
        assertThat(configured("""
                        prod: { addresses: 192.168.99.103, namespace-labels: { env: prod }, namespaces: llm-demo }
                        test: { addresses: 192.168.99.104, namespace-labels: { env: test }, namespaces: llm-demo }
                        """).mistakes())
                .containsExactly(IPS + ".test.namespaces: 'llm-demo' would need env=test and env=prod");
    }

    @Test
    void refusesANamespaceThatIsGivenTwice() {
        assertThat(configured(
                                "prod: { addresses: 192.168.99.103, namespace-labels: { env: prod }, namespaces: [a, a] }")
                        .mistakes())
                .containsExactly(IPS + ".prod.namespaces: 'a' is given twice");
    }

    @Test
    void warnsOfAnAddressOutsideTheMachineNetwork() {
        assertThat(configured("prod: { addresses: 10.0.0.1, namespace-labels: { env: prod } }")
                        .warnings())
                .singleElement()
                .asString()
                .startsWith(IPS + ".prod.addresses: '10.0.0.1' lies outside the machine network [192.168.99.0/24]");
    }

    @Test
    void warnsOfLabelsThatSomebodyElseMustSet() {
        assertThat(configured(
                                "prod: { addresses: 192.168.99.103, namespace-labels: { env: prod }, namespaces: llm-demo }")
                        .with("sluice.clusters.demo.egress-firewalls[0].manage-namespace", "false")
                        .warnings())
                .containsExactly(
                        IPS + ".prod.namespaces: 'llm-demo' has manage-namespace: false, so its owner must give"
                                + " it the labels {env=prod}");
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.99.0,   the first address of the machine network 192.168.99.0/24",
        "192.168.99.255, the broadcast address of the machine network 192.168.99.0/24",
        "2001:db8::,     the first address of the machine network 2001:db8::/64"
    })
    void warnsOfAnAddressThatNoHostCanHave(String address, String what) {
        assertThat(dual(address).warnings())
                .singleElement()
                .asString()
                .startsWith(IPS + ".prod.addresses: '" + address + "' is " + what);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.168.99.1",
                "192.168.99.254",
                "2001:db8::1",
                "2001:db8::ffff:ffff:ffff:ffff",
                "198.51.100.0",
                "198.51.100.1"
            })
    void takesTheAddressOfAHost(String address) {
        assertThat(dual(address).warnings()).isEmpty();
    }

    /** A network of two addresses has neither a name nor a broadcast (RFC 3021). */
    private static Configuration dual(String address) {
        return configured("prod: { addresses: '" + address + "', namespace-labels: { env: prod } }")
                .with("sluice.block.families", "both")
                .with("sluice.clusters.demo.networks.machine", "192.168.99.0/24, 2001:db8::/64, 198.51.100.0/31");
    }

    @Test
    void warnsOfTwoThatSelectTheSameNamespaces() {
        assertThat(configured("""
                        prod: { addresses: 192.168.99.103, namespace-labels: { env: prod } }
                        shop: { addresses: 192.168.99.104, namespace-labels: { env: prod, team: shop } }
                        test: { addresses: 192.168.99.105, namespace-labels: { env: test, team: shop } }
                        """).warnings())
                .singleElement()
                .asString()
                .startsWith(IPS + ".shop.namespace-labels: {env=prod, team=shop} and the labels of prod, {env=prod},"
                        + " select the same namespaces: ");
    }

    @Test
    void warnsOfANamespaceThatIsGivenTheLabelsOfTwo() {
        assertThat(configured("""
                        prod: { addresses: 192.168.99.103, namespace-labels: { env: prod }, namespaces: [a, b] }
                        shop: { addresses: 192.168.99.104, namespace-labels: { team: shop }, namespaces: [b, c] }
                        """).warnings())
                .singleElement()
                .asString()
                .startsWith(IPS + ".shop.namespaces: 'b' is given the labels of prod too: ");
    }

    @Test
    void warnsOfAnAddressThatAnotherClusterHasInTheSameMachineNetwork() {
        Configuration two = configured("prod: { addresses: 192.168.99.103, namespace-labels: { env: prod } }")
                .and("""
                sluice:
                  clusters:
                    other:
                      networks: { machine: 192.168.0.0/16, service: 172.22.0.0/16, pod: 10.132.0.0/14 }
                      egress-firewalls: [{ namespace: llm-demo }]
                      egress-ips: { test: { addresses: 192.168.99.103, namespace-labels: { env: test } } }
                """);

        assertThat(two.warnings())
                .containsExactly("sluice.clusters.other.egress-ips.test.addresses: '192.168.99.103' is an address of"
                        + " EgressIP prod of cluster demo too, in the same machine network: both would answer for it");
        assertThat(two.with("sluice.clusters.other.networks.machine", "192.168.98.0/24")
                        .warnings())
                .as("outside its own network, as any other such address")
                .singleElement()
                .asString()
                .contains("lies outside");
    }

    private static Configuration configured(String egressIps) {
        return Configuration.minimal()
                .and("sluice:\n  clusters:\n    demo:\n      egress-ips:\n" + egressIps.indent(8));
    }
}
