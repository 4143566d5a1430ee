package dev.sluice.feed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sluice.ranges.Entry;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Prefix;
import dev.sluice.text.OutsideText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Reads Google's format, as goog.json, cloud.json and the crawlers' lists have it. One bad entry refuses the whole
 * document: what is wrong in one place cannot be trusted in another.
 */
final class GoogleDocument {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** What the library's messages say of its own settings, which no one here can change. */
    private static final Pattern PARSER_SETTING =
            Pattern.compile(" \\(not recognized as one since Feature '[A-Z_]+' not enabled for parser\\)"
                    + "|: enable \\S*Feature\\.[A-Z_]+\\S* to allow");

    private final String feed;
    private final boolean isTokenRequired;

    /** Few are said often: each is kept once. */
    private final Map<String, String> scopes = new HashMap<>();

    /**
     * @param feed its name
     * @param isTokenRequired whether a document without syncToken is refused; the crawlers' lists have none
     */
    GoogleDocument(String feed, boolean isTokenRequired) {
        this.feed = feed;
        this.isTokenRequired = isTokenRequired;
    }

    FeedContent parse(byte[] document) {
        List<Entry> entries = List.of();
        JsonNode token = MissingNode.getInstance();
        try (JsonParser parser = JSON.createParser(document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new FeedException(feed, "it is not a JSON object");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                parser.nextToken();
                switch (key) {
                    case "prefixes" -> entries = entries(parser);
                    case "syncToken" -> token = JSON.readTree(parser);
                    default -> parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                throw new FeedException(feed, "it is not JSON: something follows the document, line " + line(parser));
            }
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw new FeedException(feed, "it cannot be read", e);
        }
        if (entries.isEmpty()) {
            throw new FeedException(feed, "'prefixes' is missing or empty");
        }
        if (entries.stream().noneMatch(entry -> entry.prefix().family() == Family.IPV4)) {
            throw new FeedException(feed, "it has no IPv4 prefix");
        }
        return FeedContent.of(feed, entries, token(token));
    }

    /** One after the other: a tree of the whole document takes ten times its bytes. */
    private List<Entry> entries(JsonParser parser) throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return entries;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            entries.add(entry(entries.size(), JSON.readTree(parser)));
        }
        return entries;
    }

    /** The library's message quotes the document, which may be a page of HTML. */
    private FeedException malformed(JsonProcessingException e) {
        return new FeedException(
                feed,
                "it is not JSON: "
                        + PARSER_SETTING
                                .matcher(e.getOriginalMessage()
                                        .lines()
                                        .findFirst()
                                        .orElse(""))
                                .replaceAll("")
                        + (e.getLocation() == null
                                ? ""
                                : ", line " + e.getLocation().getLineNr()));
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private Entry entry(int index, JsonNode prefix) {
        JsonNode ipv4 = prefix.path("ipv4Prefix");
        JsonNode ipv6 = prefix.path("ipv6Prefix");
        boolean one = ipv4.isMissingNode() != ipv6.isMissingNode();
        if (!one || ipv4.isTextual() == ipv6.isTextual()) {
            throw new FeedException(
                    feed, bad(index, prefix.toString(), "exactly one of ipv4Prefix and ipv6Prefix is expected"));
        }
        Family family = ipv4.isTextual() ? Family.IPV4 : Family.IPV6;
        String text = ipv4.isTextual() ? ipv4.textValue() : ipv6.textValue();
        try {
            Prefix parsed = Prefix.parse(text);
            if (parsed.family() != family) {
                throw new FeedException(feed, bad(index, text, "it is of the other family"));
            }
            return new Entry(parsed, scopes.computeIfAbsent(prefix.path("scope").asText(""), GoogleDocument::shown));
        } catch (IllegalArgumentException e) {
            throw new FeedException(feed, bad(index, text, e.getMessage()), e);
        }
    }

    private static String bad(int index, String value, String why) {
        return "prefixes[" + index + "] '" + shown(value) + "': " + shown(why);
    }

    private static String shown(String text) {
        return OutsideText.line(text, 200);
    }

    private OptionalLong token(JsonNode token) {
        if (token.isMissingNode() && !isTokenRequired) {
            return OptionalLong.empty(); // the crawlers' lists have none
        }
        String text = token.asText("");
        if (!text.matches("[0-9]{1,18}")) {
            throw new FeedException(feed, "syncToken '" + shown(text) + "' is not a number");
        }
        return OptionalLong.of(Long.parseLong(text));
    }
}
