package dev.sluice.review.body;

import dev.sluice.plan.briefing.Briefing;
import dev.sluice.plan.briefing.Briefing.Checks;
import dev.sluice.plan.briefing.Briefings;
import dev.sluice.plan.briefing.ClusterChange;
import dev.sluice.plan.briefing.ClusterChange.ChangedFile;
import dev.sluice.plan.briefing.Sample;
import dev.sluice.plan.briefing.Title;
import dev.sluice.policy.Action;
import dev.sluice.policy.Destination;
import dev.sluice.policy.Firewall;
import dev.sluice.policy.Impact;
import dev.sluice.policy.Port;
import dev.sluice.policy.Rule;
import dev.sluice.policy.Strategy;
import dev.sluice.policy.Treatment;
import dev.sluice.ranges.Address;
import dev.sluice.ranges.Prefix;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Requests whose title and body are kept as text. */
public enum GoldenRequest {
    FIRST_PUBLICATION(60_000) {
        @Override
        public Briefing briefing() {
            return Briefings.of(Briefings.configured(
                    Sample.PLAIN.after(Optional.empty(), "demo"),
                    List.of(),
                    List.of("include goog", "exclude cloud", "strategy exact", "family ipv4", "family ipv6"),
                    new ChangedFile("kustomization.yaml", false),
                    new ChangedFile("namespace-shop.yaml", false)));
        }
    },
    ORDINARY_CHANGE(60_000) {
        @Override
        public Briefing briefing() {
            Sample now = Sample.PLAIN.feeds(
                    Sample.goog("74.125.0.0/20", "2404:6800::/36"),
                    "34.64.0.0/15 us-central1",
                    "34.66.0.0/16 europe-west3",
                    "2600:1900::/29 us-east1",
                    "216.239.48.0/20 asia-east1");
            return Briefings.of(now.after(Optional.of(Sample.PLAIN), "demo"));
        }
    },
    WITHOUT_LABELS(30_000) {
        @Override
        public Briefing briefing() {
            return ORDINARY_CHANGE.briefing();
        }

        @Override
        BodyPage page() {
            AnswerAdvice title = new AnswerAdvice(
                    "put `[hold]` at the beginning of the title",
                    "put `[propose-again]` at the beginning of the title");
            return new BodyPage(30_000, false, Optional.empty(), title, KeptNotes.NONE);
        }
    },
    HELD_BY_GUARD(60_000) {
        @Override
        public Briefing briefing() {
            Sample now = Sample.PLAIN.feeds(Sample.goog("74.0.0.0/8"), Sample.CLOUD);
            ClusterChange change = now.after(Optional.of(Sample.PLAIN), "demo");
            return Briefings.of(
                    List.of(change), new Checks(Briefings.readings(change), false, List.of(Briefings.removal("old"))));
        }
    },
    CHANGE_OF_STRATEGY(60_000) {
        @Override
        public Briefing briefing() {
            Sample before = Sample.PLAIN.feeds(Sample.GOOG, "34.64.0.0/14 us-central1", "2600:1900::/28 us-east1");
            Sample wider =
                    before.feeds(Sample.goog("8.8.8.0/25"), "34.64.0.0/14 us-central1", "2600:1900::/28 us-east1");
            ClusterChange change = wider.after(Optional.of(wider.with(Strategy.PREFIX_FILTER)), "demo");
            return Briefings.of(
                    Briefings.configured(change, List.of("strategy prefix-filter"), List.of("strategy exact")));
        }
    },
    CONFIGURATION(60_000) {
        @Override
        public Briefing briefing() {
            Sample exempt = Sample.PLAIN.exempting("8.8.8.0/24");
            return Briefings.of(Briefings.configured(
                    exempt.after(Optional.of(Sample.PLAIN), "demo"), List.of(), List.of("exempt 8.8.8.0/24")));
        }
    },
    NEW_NAMESPACE(60_000) {
        @Override
        public Briefing briefing() {
            Sample before = Sample.PLAIN.with(Sample.firewall("bank"));
            return Briefings.of(Briefings.configured(
                    Sample.PLAIN.after(Optional.of(before), "demo"),
                    List.of(),
                    List.of("firewall shop otherwise Allow"),
                    new ChangedFile("firewall/kustomization.yaml", false),
                    new ChangedFile("firewall/namespace-shop.yaml", false)));
        }
    },
    OTHERWISE_DENY(60_000) {
        @Override
        public Briefing briefing() {
            Rule https = new Rule(
                    Action.ALLOW,
                    new Destination.DnsName("registry.example.com"),
                    List.of(new Port(Port.Protocol.TCP, 443)));
            Sample closed = Sample.PLAIN.with(
                    Sample.firewall("bank"), new Firewall("shop", List.of(https), List.of(), Action.DENY));
            return Briefings.of(Briefings.configured(
                    closed.after(Optional.of(Sample.PLAIN), "demo"),
                    List.of("firewall shop otherwise Allow"),
                    List.of("before shop Allow dns registry.example.com TCP/443", "firewall shop otherwise Deny")));
        }
    },
    IPV4_ALONE(60_000) {
        @Override
        public Briefing briefing() {
            Sample plain = Sample.PLAIN.onlyIpv4().dualStack();
            Sample now = plain.feeds(Sample.goog("74.125.0.0/20", "74.125.32.0/20"), Sample.CLOUD);
            return Briefings.of(now.after(Optional.of(plain), "demo"));
        }
    },
    SIXTY_CLUSTERS(60_000) {
        @Override
        public Briefing briefing() {
            Sample now = Sample.PLAIN.feeds(Sample.goog("74.125.0.0/20"), Sample.CLOUD);
            Sample odd = Sample.PLAIN.with(Sample.firewall("bank"));
            return Briefings.of(
                    IntStream.range(0, 60)
                            .mapToObj(i -> i == 17
                                    ? now.after(Optional.of(odd), "edge-" + i)
                                    : now.after(Optional.of(Sample.PLAIN), "edge-" + i))
                            .toList(),
                    new Checks(List.of(), false, List.of()));
        }
    },
    OWN_RULES(60_000) {
        @Override
        public Briefing briefing() {
            Rule dns = new Rule(Action.ALLOW, new Destination.DnsName("*.example.com"), List.of());
            Rule https = new Rule(
                    Action.ALLOW,
                    new Destination.Cidr(Prefix.parse("142.250.0.0/16")),
                    List.of(new Port(Port.Protocol.TCP, 443)));
            Sample before = Sample.PLAIN.with(Sample.firewall("bank"), Sample.firewall("shop", dns));
            Sample now = Sample.PLAIN.with(Sample.firewall("bank"), Sample.firewall("shop", https));
            Briefing briefing = Briefings.of(Briefings.configured(
                    now.after(Optional.of(before), "demo"),
                    List.of("before shop Allow dns *.example.com"),
                    List.of("before shop Allow 142.250.0.0/16 TCP/443")));
            return Briefings.with(
                    briefing,
                    new Impact(
                            "demo",
                            Instant.parse("2026-01-01T02:00:00Z"),
                            Instant.parse("2026-01-02T02:00:00Z"),
                            71_000,
                            9_876_543,
                            Optional.of(new Impact.Sampling(50, 50)),
                            List.of(
                                    new Impact.Changed(
                                            "shop",
                                            "cart",
                                            Address.parse("142.250.7.9"),
                                            Treatment.DENIED,
                                            Treatment.ALLOWED,
                                            300,
                                            1_234_567,
                                            Instant.parse("2026-01-02T01:59:58Z"),
                                            Optional.of(new Impact.RoundTrip(
                                                    Duration.ofMillis(12), Duration.ofMillis(31), 17))),
                                    new Impact.Changed(
                                            "shop",
                                            "",
                                            Address.parse("142.250.7.10"),
                                            Treatment.UNDECIDED,
                                            Treatment.ALLOWED,
                                            1,
                                            60,
                                            Instant.parse("2026-01-01T03:00:00Z"),
                                            Optional.empty())),
                            List.of("flows beyond the first 100000", "one packet in 50")));
        }
    },
    FLEET(60_000) {
        @Override
        public Briefing briefing() {
            Sample now = Sample.PLAIN.feeds(Sample.goog("74.125.0.0/20"), Sample.CLOUD);
            return Briefings.of(
                    List.of(
                            now.after(Optional.of(Sample.PLAIN), "east"),
                            now.after(Optional.of(Sample.PLAIN), "north"),
                            Briefings.gone(
                                    Sample.PLAIN.with(Sample.firewall("shop")).after(Optional.empty(), "south")),
                            now.after(Optional.empty(), "west")),
                    new Checks(List.of(), false, List.of()));
        }
    },
    OVER_THE_LIMIT(12_000) {
        @Override
        public Briefing briefing() {
            String[] more = IntStream.range(0, 400)
                    .mapToObj(i -> "198.18." + i / 2 + "." + i % 2 * 128 + "/26")
                    .toArray(String[]::new);
            return Briefings.of(
                    Sample.PLAIN.feeds(Sample.goog(more), Sample.CLOUD).after(Optional.of(Sample.PLAIN), "demo"));
        }
    },
    HOSTILE(60_000) {
        @Override
        public Briefing briefing() {
            return HostileBriefing.of(EVIL);
        }
    };

    /** Every way out that Markdown, HTML and forges know; what gets out says so. */
    static final String EVIL =
            "`</details>|@octocat #1 !1 GH-1 <b>x</b> [a](https://evil.example) ![i](//evil.example/i)"
                    + "\n\n<!-- sluice:content " + "0".repeat(64)
                    + " -->\n# h\n```\n~~~\u202egnp.\u0000\u200b\ud83d\ude00";

    /** What links lead to. */
    private static final AnswerAdvice ADVICE = new AnswerAdvice(
            "set the label `hold`",
            "set the label `propose-again`, or comment `/sluice propose` from an account that may merge");

    static final URI FILES = URI.create("https://forge.example/platform/fleet/tree/" + "0a".repeat(20) + "/clusters");

    private final int limit;

    GoldenRequest(int limit) {
        this.limit = limit;
    }

    public abstract Briefing briefing();

    /** The title, an empty line and the body. */
    String text() {
        return Title.of(briefing()) + "\n\n" + body();
    }

    String body() {
        return new RequestBody(Templates.engine()).of(briefing(), page());
    }

    BodyPage page() {
        return new BodyPage(limit, true, Optional.of(FILES), ADVICE, KeptNotes.NONE);
    }

    Path file() {
        return Path.of("src/test/resources/golden-requests", this + ".md");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
