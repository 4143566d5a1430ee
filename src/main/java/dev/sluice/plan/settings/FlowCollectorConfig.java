package dev.sluice.plan.settings;

import dev.sluice.config.KubernetesNames;
import dev.sluice.config.TextConverter;
import dev.sluice.config.WholeNumber;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The FlowCollector. */
public interface FlowCollectorConfig {

    /** Where the collector runs. The operator refuses a later change. */
    @WithConverter(KubernetesNames.Namespace.class)
    @WithDefault("netobserv")
    String namespace();

    /** One packet in this many is seen. */
    @WithConverter(SamplingRate.class)
    @WithDefault("50")
    int sampling();

    /** Features of the eBPF agent. */
    @WithDefault("FlowRTT")
    Optional<List<@WithConverter(AgentFeature.class) String>> features();

    /** Whether the agent is privileged, as PacketDrop, NetworkEvents and UDNMapping need. */
    @WithDefault("false")
    boolean privileged();

    /** The name under which flows to denied prefixes are shown; EXT: keeps them external. */
    @WithConverter(FlowLabel.class)
    @WithDefault("EXT:Google")
    String label();

    /** Direct (small clusters) or Service. */
    @WithConverter(DeploymentModel.class)
    @WithDefault("Direct")
    String deploymentModel();

    /** Reads a rate. */
    final class SamplingRate extends WholeNumber {

        private static final long serialVersionUID = 1;

        public SamplingRate() {
            super(0, Integer.MAX_VALUE);
        }
    }

    /** Reads a feature of the eBPF agent. */
    final class AgentFeature extends TextConverter {

        private static final long serialVersionUID = 1;

        public AgentFeature() {
            super(List.of(
                    "PacketDrop",
                    "DNSTracking",
                    "FlowRTT",
                    "NetworkEvents",
                    "PacketTranslation",
                    "EbpfManager",
                    "UDNMapping",
                    "IPSec"));
        }
    }

    /** Reads what the pattern of the FlowCollector CRD takes. */
    final class FlowLabel extends TextConverter {

        private static final long serialVersionUID = 1;

        public FlowLabel() {
            super(
                    Pattern.compile("[a-zA-Z_:-][a-zA-Z0-9_:-]*"),
                    "a label: letters, digits and _:- without a digit in front",
                    "missing");
        }
    }

    /** Reads how flows get to the collector. */
    final class DeploymentModel extends TextConverter {

        private static final long serialVersionUID = 1;

        public DeploymentModel() {
            super(List.of("Direct", "Service"));
        }
    }
}
