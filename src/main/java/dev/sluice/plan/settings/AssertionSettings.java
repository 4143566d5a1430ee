package dev.sluice.plan.settings;

import dev.sluice.config.Problems;
import dev.sluice.feed.Feed;
import dev.sluice.plan.settings.AssertionsConfig.AssertionConfig;
import dev.sluice.policy.Action;
import dev.sluice.policy.Assertion;
import dev.sluice.policy.BlockPolicy;
import dev.sluice.ranges.Address;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Prefix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads {@code sluice.assertions}. */
public final class AssertionSettings {

    private static final int LONGEST_NOTE = 200;

    private final AssertionsConfig raw;
    private final Problems problems;

    public AssertionSettings(AssertionsConfig raw, Problems problems) {
        this.raw = raw;
        this.problems = problems;
    }

    /** The defaults that hold for what is blocked, and the user's own in their place or beside them; by ascending CIDR. */
    public List<Assertion> all(BlockPolicy block) {
        Map<Prefix, Optional<Assertion>> given = new LinkedHashMap<>();
        new TreeMap<>(raw.assertions()).forEach((name, assertion) -> read(name, assertion, given));
        Map<Prefix, Assertion> all = new TreeMap<>();
        Stream.of(Assertion.GOOGLE)
                .filter(assertion -> block.blocks(Feed.GOOG, Family.IPV4))
                .filter(assertion -> !given.containsKey(assertion.addresses()))
                .forEach(assertion -> all.put(assertion.addresses(), assertion));
        given.values().stream()
                .flatMap(Optional::stream)
                .forEach(assertion -> all.put(assertion.addresses(), assertion));
        return new ArrayList<>(all.values());
    }

    private void read(String name, AssertionConfig raw, Map<Prefix, Optional<Assertion>> given) {
        String key = "sluice.assertions.\"" + name + "\"";
        Optional<Prefix> addresses = problems.name(key, name, AssertionSettings::addresses);
        String note = raw.note().map(String::strip).orElse("");
        if (note.length() > LONGEST_NOTE || note.codePoints().anyMatch(Character::isISOControl)) {
            problems.error(key + ".note", "is not one line of at most " + LONGEST_NOTE + " characters");
        }
        if (raw.decision().isPresent() && raw.decisionAlone().isPresent()) {
            problems.error(key, "is decided twice: by its own value and by decision");
        }
        Optional<AssertedAction> decided =
                problems.require(key, raw.decision().or(raw::decisionAlone), text -> decided(text, addresses));
        addresses.ifPresent(prefix -> decided.ifPresent(decision -> {
            Optional<Assertion> assertion =
                    decision.action().map(action -> new Assertion(prefix, action, note, Assertion.Asserter.USER));
            if (given.put(prefix, assertion) != null) {
                problems.error(key, "'" + prefix + "' is asserted twice");
            }
        }));
    }

    /** @param action empty for off */
    private record AssertedAction(Optional<Action> action) {}

    private static AssertedAction decided(String text, Optional<Prefix> addresses) {
        return switch (text) {
            case "allow" -> new AssertedAction(Optional.of(Action.ALLOW));
            case "deny" -> new AssertedAction(Optional.of(Action.DENY));
            case "off", "false" -> {
                if (addresses.isPresent() && !addresses.get().equals(Assertion.GOOGLE.addresses())) {
                    throw new IllegalArgumentException(
                            "only " + Assertion.GOOGLE.addresses() + " is asserted by default and can be switched off");
                }
                yield new AssertedAction(Optional.empty());
            }
            default -> throw new IllegalArgumentException("'" + text + "' is neither deny nor allow nor off");
        };
    }

    private static Prefix addresses(String text) {
        if (text.contains("/")) {
            return Prefix.parse(text);
        }
        Address address = Address.parseHost(text);
        return new Prefix(address, address.family().bits());
    }
}
