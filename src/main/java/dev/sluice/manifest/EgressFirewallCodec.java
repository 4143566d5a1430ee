package dev.sluice.manifest;

import dev.sluice.policy.LruMemo;
import dev.sluice.policy.Rule;
import dev.sluice.policy.RuleList;
import dev.sluice.text.SharedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Many EgressFirewalls as text, written and read. What firewalls have in common is written and parsed once: a text is a list
 * of parts that others share, so that a fleet's firewalls take the memory of one and some references; and of a text that is
 * read, the beginning up to its rules and each rule are remembered.
 *
 * <p>It says of every text what {@link ParsedFirewall#parse} says of it, and leaves to that whatever is not written in the
 * shape that it writes itself:
 *
 * <pre>
 *   kind: EgressFirewall     the beginning: each line starts with a letter, a # or a blank
 *   ...
 *   spec:
 *     egress:
 *       - type: Deny         a rule: from a dash in this place to the line before the next,
 *         to: ...            every other line further in
 * </pre>
 *
 * Nothing in one part of such a text reaches into another: indentation ends it. A mark that ends the document cannot occur in
 * a part, and a part with an alias to another cannot be read alone.
 *
 * <p>What is read is remembered up to a limit, what is written for as long as this object lives. Not thread-safe.
 */
public final class EgressFirewallCodec {

    private static final String INSIDE = "      ";

    /** Longer texts may be too long for YAML's own limits. */
    private static final int LONGEST = 4 * 1024 * 1024;

    private final Map<RuleList, SharedText> specs = new HashMap<>();
    private final Map<Rule, String> texts = new HashMap<>();

    private final LruMemo<String, Optional<Beginning>> beginnings =
            new LruMemo<>(1_000, EgressFirewallCodec::beginning);
    private final LruMemo<String, Optional<Rule>> rules = new LruMemo<>(50_000, RuleText::read);
    private final LruMemo<String, Optional<List<Rule>>> lists = new LruMemo<>(200, this::rules);
    private final LruMemo<List<Rule>, List<Rule>> shared = new LruMemo<>(1_000, List::copyOf);

    /** What a manifest says before its rules. */
    public record Beginning(String namespace, Map<?, ?> document) {}

    /** A manifest in the shape above. */
    public record Shaped(Beginning beginning, List<Rule> rules) {}

    /** A firewall's text from {@code spec} on. */
    public SharedText write(RuleList list) {
        return specs.computeIfAbsent(list, this::spec);
    }

    /** @throws IllegalArgumentException saying which part of the text is not as it should be */
    public ParsedFirewall parse(String text) {
        return shaped(text)
                .map(shaped -> new ParsedFirewall(shaped.beginning().namespace(), shaped.rules()))
                .orElseGet(() -> ParsedFirewall.parse(text));
    }

    /**
     * Which object a text declares, see {@link ObjectRef#parse}.
     *
     * @throws IllegalArgumentException if the text is not one manifest with kind and name
     */
    public ObjectRef object(String text) {
        return shaped(text)
                .map(shaped -> new ObjectRef(
                        ObjectKind.EGRESS_FIREWALL, shaped.beginning().namespace(), "default"))
                .orElseGet(() -> ObjectRef.parse(text));
    }

    /** How many parts of texts were parsed so far. */
    public long parsed() {
        return beginnings.answered() + rules.answered();
    }

    /** Empty where the text is written in another shape, or is no firewall. */
    public Optional<Shaped> shaped(String text) {
        int spec = text.indexOf("\n" + RuleText.SPEC) + 1;
        if (spec == 0 || text.length() > LONGEST) {
            return Optional.empty();
        }
        return beginnings.to(text.substring(0, spec)).flatMap(beginning -> lists.to(
                        text.substring(spec + RuleText.SPEC.length()))
                .map(read -> new Shaped(beginning, read)));
    }

    private SharedText spec(RuleList list) {
        if (list.rules().isEmpty()) {
            return SharedText.of(RuleText.NONE);
        }
        List<String> parts = new ArrayList<>(list.size() + 1);
        parts.add(RuleText.SPEC);
        list.rules().forEach(rule -> parts.add(texts.computeIfAbsent(rule, RuleText::write)));
        return SharedText.of(List.copyOf(parts));
    }

    private Optional<List<Rule>> rules(String text) {
        List<Rule> read = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int end = endOfRule(text, at);
            Optional<Rule> rule = rules.to(text.substring(at, end));
            if (rule.isEmpty()) {
                return Optional.empty();
            }
            read.add(rule.get());
            at = end;
        }
        return read.isEmpty() ? Optional.empty() : Optional.of(shared.to(read));
    }

    /** Where the first line begins that is not further in. */
    private static int endOfRule(String text, int start) {
        int end = nextLine(text, start);
        while (text.startsWith(INSIDE, end)) {
            end = nextLine(text, end);
        }
        return end;
    }

    private static int nextLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end + 1;
    }

    private static Optional<Beginning> beginning(String text) {
        if (!RuleText.isPlain(text)) {
            return Optional.empty();
        }
        try {
            ParsedFirewall without = ParsedFirewall.parse(text + RuleText.NONE);
            return Optional.of(new Beginning(without.namespace(), Yaml.read(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // parsing the whole text says what is wrong with it
        }
    }
}
