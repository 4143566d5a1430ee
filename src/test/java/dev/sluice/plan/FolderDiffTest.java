package dev.sluice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.BareRepository;
import dev.sluice.gitops.Connections;
import dev.sluice.gitops.OwnedFolder;
import dev.sluice.gitops.Remote;
import dev.sluice.manifest.EgressFirewallCodec;
import dev.sluice.policy.Deltas;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Rule;
import dev.sluice.ranges.Prefix;
import dev.sluice.render.ManifestFile;
import dev.sluice.render.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderDiffTest {

    private static final String FILE = "egress-firewall-bank.yaml";
    private static final String BANK = "firewall/" + FILE;
    private static final Rule OLD = Rule.deny(Prefix.parse("8.8.4.0/24"));
    private static final Rule NEW = Rule.deny(Prefix.parse("8.8.8.0/24"));

    @TempDir
    Path folder;

    private BareRepository repository;

    @BeforeEach
    void publish() throws IOException {
        repository = BareRepository.create(folder.resolve("fleet.git"));
        repository.write(
                "main",
                Map.of(
                        "clusters/demo/" + BANK,
                        firewall("bank", "8.8.4.0/24"),
                        "clusters/demo/firewall/other.yaml",
                        ManifestFile.HEADER + "\na: b\n"));
    }

    @Test
    void comparesWhatIsPublishedWithWhatIsToBe() {
        assertThat(rules(Map.of(BANK, firewall("bank", "8.8.8.0/24"))))
                .containsExactly(Deltas.of("demo", "bank", List.of(OLD), List.of(NEW)));
    }

    @Test
    void takesNoFirewallForNoRules() {
        assertThat(rules(Map.of("firewall/egress-firewall-shop.yaml", firewall("shop", "8.8.8.0/24"))))
                .containsExactly(
                        Deltas.of("demo", "bank", List.of(OLD), List.of()),
                        Deltas.of("demo", "shop", List.of(), List.of(NEW)));
    }

    @Test
    void keepsTheRulesOfATextThatSaysTheSameOtherwise() {
        assertThat(rules(Map.of(
                        BANK,
                        firewall("bank", "8.8.4.0/24") + "# anew\n",
                        "firewall/new.yaml",
                        ManifestFile.HEADER + "\n")))
                .containsExactly(Deltas.of("demo", "bank", List.of(OLD), List.of(OLD)));
    }

    @Test
    void takesAFirewallThatMovesForTheSame() throws IOException {
        repository.write("main", Map.of("clusters/demo/" + FILE, firewall("bank", "8.8.4.0/24")));

        assertThat(rules(Map.of(BANK, firewall("bank", "8.8.4.0/24"))))
                .containsExactly(Deltas.of("demo", "bank", List.of(OLD), List.of(OLD)));
        assertThat(rules(Map.of(BANK, firewall("bank", "8.8.8.0/24"))))
                .containsExactly(Deltas.of("demo", "bank", List.of(OLD), List.of(NEW)));
    }

    @Test
    void takesABrokenFirewallForNoRules() throws IOException {
        repository.write("main", Map.of("clusters/demo/" + BANK, firewall("bank", "8.8.4.1/24")));

        assertThat(rules(Map.of(BANK, firewall("bank", "8.8.8.0/24"))))
                .containsExactly(Deltas.of("demo", "bank", List.of(), List.of(NEW)));
    }

    private List<FirewallDelta> rules(Map<String, String> files) {
        Connections connections = new Connections(Duration.ofSeconds(10), Optional.empty());
        try (Remote remote = Remote.open(repository.origin(), connections)) {
            OwnedFolder published = new OwnedFolder(remote.fetch(), "clusters/demo", Provenance::isOwned);
            List<ManifestFile> manifests = files.entrySet().stream()
                    .map(file -> new ManifestFile(file.getKey(), file.getValue()))
                    .toList();
            FolderDiff diff = FolderDiff.of(
                    published, manifests, (before, now) -> false, new PublishedManifests(new EgressFirewallCodec()));
            assertThat(diff.changes()).isTrue();
            return diff.deltas("demo", Map.of(), new RuleComparison());
        }
    }

    private static String firewall(String namespace, String denied) {
        return ManifestFile.HEADER + """

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
