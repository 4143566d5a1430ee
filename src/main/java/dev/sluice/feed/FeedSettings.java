package dev.sluice.feed;

import dev.sluice.config.Problems;
import dev.sluice.config.TrustedAuthorities;
import dev.sluice.config.WebAddress;
import dev.sluice.text.OutsideText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where feeds are, and how they are fetched.
 *
 * @param byName all feeds that are known, by ascending name
 * @param special names of the feeds whose addresses are denied even where they are not public
 * @param tls the name of the TLS configuration that decides whom https trusts
 */
public record FeedSettings(Map<String, Feed> byName, Set<String> special, Transfer transfer, Optional<String> tls) {

    private static final Map<String, String> GOOGLE = Map.of(
            Feed.GOOG, "https://www.gstatic.com/ipranges/goog.json",
            Feed.CLOUD, "https://www.gstatic.com/ipranges/cloud.json");

    private static final long MIB = 1024 * 1024;

    /** Forty times what cloud.json has, and fits the 96 MiB that a native program has. */
    private static final long DEFAULT_BYTES = 4 * MIB;

    /** What a run needs of the heap for each byte of goog and cloud, both as large as they may be: 16 measured. */
    private static final long HEAP_OF_A_BYTE = 20;

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    public FeedSettings {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
        special = Set.copyOf(special);
    }

    /** Reads {@code sluice.feeds} and {@code sluice.fetch}. */
    public static FeedSettings of(
            FeedsConfig raw, FetchConfig fetch, TrustedAuthorities authorities, Problems problems) {
        Map<String, Feed> feeds = byName(raw, problems);
        Optional<String> tls =
                authorities.name("sluice.fetch.tls-configuration-name", fetch.tlsConfigurationName(), problems);
        if (tls.isPresent()
                && feeds.values().stream()
                        .noneMatch(feed -> "https".equals(feed.url().getScheme()))) {
            problems.warn("sluice.fetch.tls-configuration-name", "has no effect: no feed has an https address");
        }
        return new FeedSettings(
                feeds,
                raw.feeds().entrySet().stream()
                        .filter(feed -> feed.getValue().allowSpecial())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()),
                new Transfer(fetch.connectTimeout(), fetch.timeout(), maxBytes(fetch.maxBytes(), problems)),
                tls);
    }

    private static Map<String, Feed> byName(FeedsConfig raw, Problems problems) {
        Map<String, Feed> feeds = new TreeMap<>();
        GOOGLE.forEach((name, url) -> feeds.put(name, new Feed(name, URI.create(url), Format.GOOGLE)));
        new TreeMap<>(raw.feeds()).forEach((name, feed) -> {
            String key = "sluice.feeds." + name;
            if (!NAME.matcher(name).matches() || name.equals("policy") || name.equals("sources")) {
                problems.error(
                        key,
                        "'" + name + "' is not a name for a feed: lower-case letters, digits and dashes, and"
                                + " neither policy nor sources");
            }
            Optional<URI> url =
                    feed.url().or(() -> Optional.ofNullable(GOOGLE.get(name)).map(URI::create));
            if (url.isEmpty()) {
                problems.error(key + ".url", "is missing");
            }
            url.ifPresent(address -> feeds.put(name, new Feed(name, address, feed.format())));
        });
        return feeds;
    }

    private static int maxBytes(Optional<Integer> given, Problems problems) {
        given.filter(bytes -> bytes > room())
                .ifPresent(bytes -> problems.error(
                        "sluice.fetch.max-bytes",
                        "'" + bytes + "' does not fit a heap of "
                                + Runtime.getRuntime().maxMemory() / MIB + " MiB, which takes feeds of " + room()
                                + " bytes: make it smaller, or give the process a heap of "
                                + (bytes * HEAP_OF_A_BYTE / MIB + 1) + " MiB"));
        return given.orElse((int) Math.min(DEFAULT_BYTES, room()));
    }

    /** The largest feeds that this heap takes, in bytes. */
    private static long room() {
        return Runtime.getRuntime().maxMemory() / HEAP_OF_A_BYTE;
    }

    /** @param include the names of what is blocked */
    public void checkSpecial(List<String> include, Problems problems) {
        special.stream()
                .filter(name -> !include.contains(name))
                .sorted()
                .forEach(name -> problems.warn(
                        "sluice.feeds." + name + ".allow-special",
                        "has no effect: " + name + " is not in sluice.block.include"));
    }

    /** The feeds that are named, included ones first. */
    public List<Feed> named(List<String> include, List<String> exclude) {
        return Stream.concat(include.stream(), exclude.stream())
                .distinct()
                .filter(byName::containsKey)
                .map(byName::get)
                .toList();
    }

    static URI address(String text) {
        Optional<URI> address = WebAddress.of(text).map(WebAddress::uri).or(() -> file(text));
        if (address.isPresent()) {
            return address.get();
        }
        // The text before an @ may be a password, in a mistyped address too: it must not be repeated.
        throw new IllegalArgumentException(
                text.contains("@")
                        ? "an address must not hold credentials"
                        : "'" + OutsideText.line(text.replaceFirst("[?#].*", "?***"))
                                + "' is not an http, https or file address");
    }

    private static Optional<URI> file(String text) {
        try {
            URI uri = new URI(text);
            boolean isFile = "file".equals(uri.getScheme()) && uri.getRawAuthority() == null;
            return isFile ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
