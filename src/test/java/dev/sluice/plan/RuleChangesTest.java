package dev.sluice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.BareRepository;
import dev.sluice.gitops.Change;
import dev.sluice.gitops.Connections;
import dev.sluice.gitops.Remote;
import dev.sluice.policy.Rule;
import dev.sluice.policy.RuleChange;
import dev.sluice.ranges.Prefix;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleChangesTest {

    private static final String FILE = "egress-firewall-bank.yaml";
    private static final String BANK = "clusters/demo/" + FILE;
    private static final Rule OLD = Rule.deny(Prefix.parse("8.8.4.0/24"));
    private static final Rule NEW = Rule.deny(Prefix.parse("8.8.8.0/24"));

    @TempDir
    Path folder;

    private BareRepository repository;

    @BeforeEach
    void publish() throws IOException {
        repository = BareRepository.create(folder.resolve("fleet.git"));
        repository.write("main", Map.of(BANK, firewall("bank", "8.8.4.0/24"), "clusters/demo/other.yaml", "a: b\n"));
    }

    @Test
    void comparesWhatIsPublishedWithWhatIsToBe() {
        assertThat(in(Map.of(BANK, firewall("bank", "8.8.8.0/24")), Set.of()))
                .isEqualTo(Map.of("demo", List.of(new RuleChange("bank", List.of(OLD), List.of(NEW)))));
    }

    @Test
    void takesNoFirewallForNoRules() {
        assertThat(in(
                        Map.of("clusters/second/egress-firewall-shop.yaml", firewall("shop", "8.8.8.0/24")),
                        Set.of(BANK)))
                .isEqualTo(Map.of(
                        "demo", List.of(new RuleChange("bank", List.of(OLD), List.of())),
                        "second", List.of(new RuleChange("shop", List.of(), List.of(NEW)))));
    }

    @Test
    void passesOverWhatChangesNoRule() {
        assertThat(in(
                        Map.of(BANK, "# anew\n" + firewall("bank", "8.8.4.0/24"), "clusters/demo/new.yaml", "a: b\n"),
                        Set.of("clusters/demo/other.yaml")))
                .isEmpty();
    }

    @Test
    void takesAFirewallThatMovesForTheSame() {
        assertThat(in(Map.of("clusters/demo/firewall/" + FILE, firewall("bank", "8.8.4.0/24")), Set.of(BANK)))
                .isEmpty();
        assertThat(in(Map.of("clusters/demo/firewall/" + FILE, firewall("bank", "8.8.8.0/24")), Set.of(BANK)))
                .isEqualTo(Map.of("demo", List.of(new RuleChange("bank", List.of(OLD), List.of(NEW)))));
    }

    @Test
    void takesABrokenFirewallForNoRules() throws IOException {
        repository.write("main", Map.of(BANK, firewall("bank", "8.8.4.1/24")));

        assertThat(in(Map.of(BANK, firewall("bank", "8.8.8.0/24")), Set.of()))
                .isEqualTo(Map.of("demo", List.of(new RuleChange("bank", List.of(), List.of(NEW)))));
    }

    private Map<String, List<RuleChange>> in(Map<String, String> written, Set<String> deleted) {
        Connections connections = new Connections(Duration.ofSeconds(10), Optional.empty());
        try (Remote remote = Remote.open(repository.origin(), connections)) {
            return new RuleChanges("clusters", remote.fetch()).in(Change.of(written, deleted));
        }
    }

    private static String firewall(String namespace, String denied) {
        return """
                apiVersion: k8s.ovn.org/v1
                kind: EgressFirewall
                metadata:
                  name: default
                  namespace: %s
                spec:
                  egress:
                    - type: Deny
                      to:
                        cidrSelector: %s
                """.formatted(namespace, denied);
    }
}
