package dev.sluice.plan.settings;

import dev.sluice.config.Problems;
import dev.sluice.plan.settings.FirewallConfig.RuleConfig;
import dev.sluice.policy.Destination;
import dev.sluice.policy.Firewall;
import dev.sluice.policy.Port;
import dev.sluice.policy.Rule;
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

    /** Empty where no firewall may be in the namespace; the rest is checked even so. */
    Optional<Target> target(String key, FirewallConfig raw) {
        Function<String, String> permitted = raw.platformNamespace()
                ? Function.identity()
                : PlatformNamespaces.refused("set platform-namespace: true beside it if it is meant");
        Optional<String> namespace =
                problems.parse(key + ".namespace", raw.namespace(), targetNamespace.andThen(permitted));
        List<Rule> before = rules(key + ".before", raw.before());
        List<Rule> after = rules(key + ".after", raw.after());
        return namespace.map(name -> new Target(
                new Firewall(name, before, after, raw.otherwise().action()),
                raw.manageNamespace(),
                trial.filter(tried -> raw.verify())));
    }

    private List<Rule> rules(String key, List<RuleConfig> raw) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < raw.size(); i++) {
            rule(key + "[" + i + "]", raw.get(i)).ifPresent(rules::add);
        }
        return rules;
    }

    private Optional<Rule> rule(String key, RuleConfig raw) {
        List<Port> ports = raw.ports().stream()
                .map(port -> new Port(port.protocol(), port.port()))
                .toList();
        return destination(key, raw).map(destination -> new Rule(raw.type(), destination, ports));
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
            return raw.cidr().map(Destination.Cidr::new);
        }
        if (raw.dns().isPresent()) {
            return problems.parse(key + ".dns", raw.dns().get(), names).map(name -> name);
        }
        Map<String, String> labels = Labels.read(problems, key + ".nodes", raw.nodes());
        return labels.isEmpty() ? Optional.empty() : Optional.of(new Destination.Nodes(labels));
    }
}
