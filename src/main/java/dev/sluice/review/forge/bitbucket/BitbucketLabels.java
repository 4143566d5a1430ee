package dev.sluice.review.forge.bitbucket;

import dev.sluice.review.Proposal;
import dev.sluice.review.PullRequest;
import dev.sluice.review.PullRequest.RequestState;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What takes the place of labels, which Bitbucket does not have: Sluice names its own in the body's last line, people set
 * theirs in square brackets at the beginning of the title, as in {@code [hold] demo: deny 3 more}.
 *
 * @param given those that Sluice wrote
 * @param people those in the title, which stay there
 * @param title without them
 * @param body without the line of the others
 */
record BitbucketLabels(SequencedSet<String> given, SequencedSet<String> people, String title, String body) {

    /** What a title or a description may have; both products take as much. */
    static final int LONGEST_TITLE = 255;

    static final int LONGEST_BODY = 32_768;

    /** What the last line may take of a body, and comments that became definitions. */
    static final int RESERVE = 1_500;

    private static final Pattern IN_TITLE = Pattern.compile("^\\s*\\[([^\\[\\]]{1,50})]\\s*");
    private static final Pattern IN_BODY =
            Pattern.compile("(?m)^\\*\\*Labels:\\*\\* (`[^`]+`(?:, `[^`]+`)*)[ \\t]*\\r?\\n?");

    /** Reads what a request says. */
    static BitbucketLabels of(@Nullable String title, @Nullable String description) {
        SequencedSet<String> people = new LinkedHashSet<>();
        String rest = title == null ? "" : title;
        for (Matcher word = IN_TITLE.matcher(rest); word.find(); word = IN_TITLE.matcher(rest)) {
            people.add(word.group(1).strip());
            rest = rest.substring(word.end());
        }
        String body = description == null ? "" : description;
        SequencedSet<String> given = new LinkedHashSet<>();
        Matcher line = IN_BODY.matcher(body);
        if (line.find()) {
            Arrays.stream(line.group(1).split(", ")).forEach(word -> given.add(word.replace("`", "")));
            body = (body.substring(0, line.start()).stripTrailing() + "\n\n"
                            + body.substring(line.end()).stripLeading())
                    .strip();
        }
        return new BitbucketLabels(given, people, rest, BitbucketMarkdown.read(body));
    }

    /** As a proposal changes them. */
    BitbucketLabels with(Proposal proposal) {
        SequencedSet<String> now = new LinkedHashSet<>(given);
        now.addAll(proposal.labels());
        proposal.dropped().forEach(now::remove);
        SequencedSet<String> kept = new LinkedHashSet<>(people);
        proposal.dropped().forEach(kept::remove);
        return new BitbucketLabels(now, kept, proposal.title(), proposal.body());
    }

    BitbucketLabels withBody(String text) {
        return new BitbucketLabels(given, people, title, text);
    }

    /** The title as it is sent. */
    String sentTitle() {
        String text = people.stream().map(word -> "[" + word + "] ").collect(Collectors.joining()) + title;
        return text.substring(0, Math.min(text.length(), LONGEST_TITLE));
    }

    /** The description as it is sent: the labels before what is hidden at its end. */
    String sentBody() {
        String text = BitbucketMarkdown.written(body).stripTrailing();
        if (given.isEmpty()) {
            return text;
        }
        int hidden = text.length();
        for (int line = text.lastIndexOf('\n', hidden - 1);
                line > 0 && (isHidden(text.substring(line + 1, hidden)));
                line = text.lastIndexOf('\n', hidden - 1)) {
            hidden = line;
        }
        String end = text.substring(hidden).strip();
        return text.substring(0, hidden).stripTrailing() + "\n\n" + line(given) + (end.isEmpty() ? "" : "\n\n" + end);
    }

    private static boolean isHidden(String line) {
        return line.isBlank() || line.startsWith("[//]: # (");
    }

    /** As many as fit. */
    private static String line(Collection<String> names) {
        StringBuilder line = new StringBuilder("**Labels:** ");
        String between = "";
        for (String name : names) {
            String word = between + "`" + name.replace("`", "'") + "`";
            if (line.length() + word.length() < RESERVE - 200) {
                line.append(word);
                between = ", ";
            }
        }
        return line.toString();
    }

    PullRequest request(long number, URI url, RequestState state, String head) {
        Set<String> all = new LinkedHashSet<>(given);
        all.addAll(people);
        return new PullRequest(number, url, state, title, body, all, head);
    }

    /** How people set one. */
    static String advice(String label) {
        return "put `[" + label + "]` at the beginning of the title";
    }
}
