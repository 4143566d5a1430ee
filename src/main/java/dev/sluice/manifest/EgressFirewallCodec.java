package dev.sluice.manifest;

import dev.sluice.policy.LruMemo;
import dev.sluice.policy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads many EgressFirewalls back from their manifests. What is written alike is parsed once: the beginning of a manifest up
 * to its rules, and each rule. It says of every text what {@link ParsedFirewall#parse} says of it, which it asks about
 * whatever is not written in the shape that Sluice writes:
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
 * Nothing in one part of such a text reaches into another: indentation ends it. A mark that ends the document cannot stand in
 * a part, and an alias to something in another makes it one that cannot be read by itself.
 *
 * <p>Not thread-safe.
 */
public final class EgressFirewallCodec {

    private static final String SPEC = "spec:\n  egress:\n";
    private static final String RULE = "    - ";
    private static final String INSIDE = "      ";
    private static final String FRAME = """
            apiVersion: k8s.ovn.org/v1
            kind: EgressFirewall
            metadata:
              name: default
              namespace: any
            """ + SPEC;

    /** Longer texts may be too long for YAML's own limits. */
    private static final int LONGEST = 4 * 1024 * 1024;

    private final LruMemo<String, Optional<Beginning>> beginnings =
            new LruMemo<>(1_000, EgressFirewallCodec::beginning);
    private final LruMemo<String, Optional<Rule>> rules = new LruMemo<>(50_000, EgressFirewallCodec::rule);
    private final LruMemo<String, Optional<List<Rule>>> lists = new LruMemo<>(200, this::rules);
    private final LruMemo<List<Rule>, List<Rule>> shared = new LruMemo<>(1_000, List::copyOf);

    /** What a manifest says before its rules. */
    public record Beginning(String namespace, Map<?, ?> document) {}

    /** A manifest in the shape above. */
    public record Shaped(Beginning beginning, List<Rule> rules) {}

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
                .map(shaped ->
                        new ObjectRef(ObjectKind.EGRESS_FIREWALL, shaped.beginning().namespace(), "default"))
                .orElseGet(() -> ObjectRef.parse(text));
    }

    /** How many parts of texts were parsed so far. */
    public long parsed() {
        return beginnings.answered() + rules.answered();
    }

    /** Empty where the text is written in another shape, or is no firewall. */
    public Optional<Shaped> shaped(String text) {
        int spec = text.indexOf("\n" + SPEC) + 1;
        if (spec == 0 || text.length() > LONGEST) {
            return Optional.empty();
        }
        return beginnings.to(text.substring(0, spec)).flatMap(beginning -> lists.to(
                        text.substring(spec + SPEC.length()))
                .map(read -> new Shaped(beginning, read)));
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

    /** Whether these are lines of printable ASCII, of which none can be a document's mark or a directive. */
    private static boolean isPlain(String text) {
        boolean begins = true;
        for (int i = 0; i < text.length(); i++) {
            char at = text.charAt(i);
            boolean fits = at == '\n' || (begins ? isBeginning(at) : at >= ' ' && at <= '~');
            if (!fits) {
                return false;
            }
            begins = at == '\n';
        }
        return begins;
    }

    private static boolean isBeginning(char at) {
        return at >= 'A' && at <= 'Z' || at >= 'a' && at <= 'z' || at == '#' || at == ' ';
    }

    private static Optional<Beginning> beginning(String text) {
        if (!isPlain(text)) {
            return Optional.empty();
        }
        try {
            String whole = text + "spec:\n  egress: []\n";
            return Optional.of(new Beginning(ParsedFirewall.parse(whole).namespace(), Yaml.read(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // who parses the whole text says what is wrong with it
        }
    }

    private static Optional<Rule> rule(String text) {
        if (!text.startsWith(RULE) || !isPlain(text)) {
            return Optional.empty();
        }
        try {
            List<Rule> read = ParsedFirewall.parse(FRAME + text).rules();
            return read.size() == 1 ? Optional.of(read.getFirst()) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
