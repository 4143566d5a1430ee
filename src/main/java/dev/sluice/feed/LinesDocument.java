package dev.sluice.feed;

import dev.sluice.ranges.Entry;
import dev.sluice.ranges.Prefix;
import dev.sluice.text.OutsideText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Reads a list of one CIDR a line. */
final class LinesDocument {

    private final String feed;

    /** @param feed its name */
    LinesDocument(String feed) {
        this.feed = feed;
    }

    FeedContent parse(byte[] document) {
        List<Entry> entries = new ArrayList<>();
        List<String> lines = text(document).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("#.*", "").strip();
            if (!line.isEmpty()) {
                entries.add(entry(i + 1, line));
            }
        }
        if (entries.isEmpty()) {
            throw new FeedException(feed, "it has no prefix");
        }
        return FeedContent.of(feed, entries, OptionalLong.empty());
    }

    private String text(byte[] document) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new FeedException(feed, "it is not a text in UTF-8", e);
        }
    }

    private Entry entry(int number, String line) {
        try {
            return new Entry(Prefix.parse(line), "");
        } catch (IllegalArgumentException e) {
            throw new FeedException(feed, "line " + number + ": " + OutsideText.line(e.getMessage(), 200), e);
        }
    }
}
