package dev.sluice.feed;

import dev.sluice.config.Durations;
import dev.sluice.config.Problems;
import dev.sluice.text.OutsideText;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@code sluice.feeds} and {@code sluice.fetch}. */
public final class FeedSettings {

    private static final Map<String, String> DEFAULTS = Map.of(
            Feed.GOOG, "https://www.gstatic.com/ipranges/goog.json",
            Feed.CLOUD, "https://www.gstatic.com/ipranges/cloud.json");

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private final FeedsConfig raw;
    private final FetchConfig fetch;
    private final Problems problems;

    public FeedSettings(FeedsConfig raw, FetchConfig fetch, Problems problems) {
        this.raw = raw;
        this.fetch = fetch;
        this.problems = problems;
    }

    public Map<String, Feed> byName() {
        Map<String, Feed> feeds = new TreeMap<>();
        DEFAULTS.forEach((name, url) -> feeds.put(name, new Feed(name, URI.create(url), Format.GOOGLE)));
        raw.feeds().forEach((name, feed) -> {
            String key = "sluice.feeds." + name;
            Optional<String> url = feed.url().or(() -> Optional.ofNullable(DEFAULTS.get(name)));
            Format format = problems.read(key + ".format", feed.format(), Format.GOOGLE, Format::parse);
            if (!NAME.matcher(name).matches() || name.equals("policy") || name.equals("sources")) {
                problems.error(
                        key,
                        "'" + name + "' is not a name for a feed: lower-case letters, digits and dashes, and"
                                + " neither policy nor sources");
            }
            URI address = problems.require(key + ".url", url, URI.create("file:missing"), FeedSettings::address);
            feeds.put(name, new Feed(name, address, format));
        });
        return feeds;
    }

    /** The feeds that are named, included ones first. */
    public List<Feed> named(List<String> include, List<String> exclude, Map<String, Feed> known) {
        Map<String, Feed> named = new LinkedHashMap<>();
        Stream.concat(include.stream(), exclude.stream())
                .filter(known::containsKey)
                .forEach(name -> named.put(name, known.get(name)));
        return List.copyOf(named.values());
    }

    public Transfer transfer() {
        return new Transfer(
                Durations.read(problems, "sluice.fetch.connect-timeout", fetch.connectTimeout(), Duration.ofSeconds(5)),
                Durations.read(problems, "sluice.fetch.timeout", fetch.timeout(), Duration.ofSeconds(20)),
                problems.read(
                        "sluice.fetch.max-bytes",
                        fetch.maxBytes(),
                        16 * 1024 * 1024,
                        Problems.wholeNumber(1024, 1024 * 1024 * 1024)));
    }

    private static URI address(String text) {
        try {
            URI uri = new URI(text);
            if (isWeb(uri) || isFile(uri)) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below
        }
        // The text before an @ may be a password, in a mistyped address too: it must not be repeated.
        throw new IllegalArgumentException(
                text.contains("@")
                        ? "an address must not hold credentials"
                        : "'" + OutsideText.line(text.replaceFirst("[?#].*", "?***"))
                                + "' is not an http, https or file address");
    }

    private static boolean isWeb(URI uri) {
        return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                && uri.getHost() != null
                && uri.getPort() <= 65_535
                && uri.getRawUserInfo() == null;
    }

    private static boolean isFile(URI uri) {
        return "file".equals(uri.getScheme()) && uri.getRawAuthority() == null;
    }
}
