package dev.sluice.plan.settings;

import dev.sluice.config.Problems;
import dev.sluice.plan.settings.ClustersConfig.FirewallConfig;
import dev.sluice.plan.settings.ClustersConfig.PortConfig;
import dev.sluice.plan.settings.ClustersConfig.RuleConfig;
import dev.sluice.policy.Action;
import dev.sluice.policy.Destination;
import dev.sluice.policy.Firewall;
import dev.sluice.policy.Port;
import dev.sluice.policy.Rule;
import dev.sluice.ranges.Prefix;
import dev.sluice.render.Target;
import dev.sluice.render.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads one entry of {@code egress-firewalls}. */
final class FirewallSettings {

    private final Function<String, String> targetNamespace;
    private final Optional<Trial> trial;
    private final DnsNameReader names;
    private final Problems problems;

    /** @param trial what is tried where an entry says so; empty where that is wrong */
    FirewallSettings(
            Function<String, String> targetNamespace, Optional<Trial> trial, DnsNameReader names, Problems problems) {
        this.targetNamespace = targetNamespace;
        this.trial = trial;
        this.names = names;
        this.problems = problems;
    }

    /** Empty where the namespace is missing or wrong; the rest is checked even so. */
    Optional<Target> target(String key, FirewallConfig raw) {
        boolean platform =
                problems.read(key + ".platform-namespace", raw.platformNamespace(), false, Problems::trueOrFalse);
        Function<String, String> permitted = platform
                ? Function.identity()
                : PlatformNamespaces.refused("set platform-namespace: true beside it if it is meant");
        Optional<String> namespace =
                problems.require(key + ".namespace", raw.namespace(), targetNamespace.andThen(permitted));
        List<Rule> before = rules(key + ".before", raw.before());
        List<Rule> after = rules(key + ".after", raw.after());
        Action otherwise =
                problems.read(key + ".otherwise", raw.otherwise(), Action.ALLOW, FirewallSettings::otherwise);
        boolean manage = problems.read(key + ".manage-namespace", raw.manageNamespace(), true, Problems::trueOrFalse);
        boolean verify = problems.read(key + ".verify", raw.verify(), false, Problems::trueOrFalse);
        return namespace.map(name ->
                new Target(new Firewall(name, before, after, otherwise), manage, trial.filter(tried -> verify)));
    }

    private static Action otherwise(String text) {
        return switch (text) {
            case "allow" -> Action.ALLOW;
            case "deny" -> Action.DENY;
            default -> throw new IllegalArgumentException("'" + text + "' is neither allow nor deny");
        };
    }

    private List<Rule> rules(String key, List<RuleConfig> raw) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < raw.size(); i++) {
            rule(key + "[" + i + "]", raw.get(i)).ifPresent(rules::add);
        }
        return rules;
    }

    private Optional<Rule> rule(String key, RuleConfig raw) {
        Optional<Action> action = problems.require(key + ".type", raw.type(), Action::parse);
        List<Port> ports = new ArrayList<>();
        for (int i = 0; i < raw.ports().size(); i++) {
            port(key + ".ports[" + i + "]", raw.ports().get(i)).ifPresent(ports::add);
        }
        Optional<Destination> to = destination(key, raw);
        return action.flatMap(type -> to.map(destination -> new Rule(type, destination, ports)));
    }

    private Optional<Destination> destination(String key, RuleConfig raw) {
        int given = (raw.cidr().isPresent() ? 1 : 0)
                + (raw.dns().isPresent() ? 1 : 0)
                + (raw.nodes().isEmpty() ? 0 : 1);
        if (given != 1) {
            problems.error(key, "needs exactly one of cidr, dns and nodes, has " + given);
            return Optional.empty();
        }
        if (raw.cidr().isPresent()) {
            return problems.parse(key + ".cidr", raw.cidr().get(), Prefix::parse)
                    .map(Destination.Cidr::new);
        }
        if (raw.dns().isPresent()) {
            return problems.parse(key + ".dns", raw.dns().get(), names).map(name -> name);
        }
        Map<String, String> labels = Labels.read(problems, key + ".nodes", raw.nodes());
        return labels.isEmpty() ? Optional.empty() : Optional.of(new Destination.Nodes(labels));
    }

    /** In capitals alone, as a manifest has it: the CRD takes other spellings, and OVN-Kubernetes ignores such a port. */
    private static Port.Protocol protocol(String text) {
        Port.Protocol protocol = Port.Protocol.parse(text);
        if (!protocol.name().equals(text)) {
            throw new IllegalArgumentException("'" + text + "' is not TCP, UDP or SCTP: write " + protocol);
        }
        return protocol;
    }

    private Optional<Port> port(String key, PortConfig raw) {
        Port.Protocol protocol =
                problems.require(key + ".protocol", raw.protocol(), Port.Protocol.TCP, FirewallSettings::protocol);
        int number = problems.require(key + ".port", raw.port(), 0, Problems.wholeNumber(1, 65_535));
        return number == 0 ? Optional.empty() : Optional.of(new Port(protocol, number));
    }
}
