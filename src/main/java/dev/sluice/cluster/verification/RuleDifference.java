package dev.sluice.cluster.verification;

import dev.sluice.cluster.JsonPath;
import dev.sluice.ranges.Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the rules of an EgressFirewall on a cluster differ from the committed ones. The first that matches decides, so that
 * their order counts; how a number, a port list or an address is spelled does not.
 *
 * @param gone rules that are no longer there
 * @param appeared rules that were not committed
 * @param moved rules that are elsewhere, the fewest that would have to move back
 */
record RuleDifference(List<String> gone, List<String> appeared, List<String> moved) {

    private static final int NAMED = 5;

    RuleDifference {
        gone = List.copyOf(gone);
        appeared = List.copyOf(appeared);
        moved = List.copyOf(moved);
    }

    /**
     * @param committed the {@code spec.egress} of the manifest
     * @param found that of the object
     */
    static RuleDifference of(JsonPath committed, JsonPath found) {
        List<String> wanted = numbered(committed);
        List<String> there = numbered(found);
        Map<String, Integer> places = new HashMap<>();
        for (String rule : wanted) {
            places.put(rule, places.size());
        }
        List<String> appeared =
                there.stream().filter(rule -> !places.containsKey(rule)).toList();
        List<String> kept = there.stream().filter(places::containsKey).toList();
        List<String> gone = new ArrayList<>(wanted);
        gone.removeAll(new HashSet<>(kept));
        return new RuleDifference(texts(gone), texts(appeared), texts(moved(kept, places)));
    }

    boolean isNone() {
        return gone.isEmpty() && appeared.isEmpty() && moved.isEmpty();
    }

    /** A line for each sort of difference, which names the first few rules. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        add(lines, "appeared", appeared);
        add(lines, "gone", gone);
        add(lines, "moved", moved);
        return lines;
    }

    private static void add(List<String> lines, String word, List<String> rules) {
        if (!rules.isEmpty()) {
            String rest = rules.size() > NAMED ? " and " + (rules.size() - NAMED) + " more" : "";
            lines.add(word + ": " + rules.stream().limit(NAMED).collect(Collectors.joining(", ")) + rest);
        }
    }

    /** All but a longest run of rules that are in the committed order, found in n log n (patience sorting). */
    private static List<String> moved(List<String> kept, Map<String, Integer> places) {
        int[] tops = new int[kept.size()];
        int[] before = new int[kept.size()];
        int[] piles = new int[kept.size()];
        int count = 0;
        for (int i = 0; i < kept.size(); i++) {
            int found = Arrays.binarySearch(tops, 0, count, places.get(kept.get(i)));
            int pile = -found - 1; // places are distinct, so that none is found
            tops[pile] = places.get(kept.get(i));
            before[i] = pile == 0 ? -1 : piles[pile - 1];
            piles[pile] = i;
            count = Math.max(count, pile + 1);
        }
        List<String> rest = new ArrayList<>(kept);
        for (int i = count == 0 ? -1 : piles[count - 1]; i >= 0; i = before[i]) {
            rest.remove(i); // from the end, so that earlier ones keep their index
        }
        return rest;
    }

    /** Each rule with a mark that tells it from those that say the same. */
    private static List<String> numbered(JsonPath egress) {
        Map<String, Integer> times = new HashMap<>();
        return egress.each()
                .map(RuleDifference::text)
                .map(text -> text + "\0" + times.merge(text, 1, Integer::sum))
                .toList();
    }

    private static List<String> texts(List<String> numbered) {
        return numbered.stream()
                .map(rule -> rule.substring(0, rule.indexOf('\0')))
                .toList();
    }

    private static String text(JsonPath rule) {
        String ports = rule.at("ports")
                .each()
                .map(port -> " " + port.textAt("protocol") + "/" + scalar(port.at("port")))
                .sorted()
                .collect(Collectors.joining());
        return rule.textAt("type") + " " + destination(rule.at("to")) + ports;
    }

    private static String destination(JsonPath to) {
        return to.at("cidrSelector")
                .text()
                .map(RuleDifference::cidr)
                .or(() -> to.at("dnsName").text().map(name -> "dns " + name))
                .orElseGet(() -> tree(to.value()));
    }

    private static String cidr(String text) {
        try {
            return Prefix.parse(text).toString();
        } catch (IllegalArgumentException e) {
            return text; // the CRD takes almost anything
        }
    }

    private static String scalar(JsonPath place) {
        return place.value() instanceof Number number
                ? Long.toString(number.longValue())
                : String.valueOf(place.value());
    }

    /** Nested maps in one order, whatever the order in which they came; what is empty counts for nothing. */
    private static String tree(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + tree(entry.getValue()))
                        .filter(text -> !text.endsWith("="))
                        .sorted()
                        .collect(Collectors.joining(",", "{", "}"));
            case List<?> list -> list.stream().map(RuleDifference::tree).collect(Collectors.joining(",", "[", "]"));
            default -> scalar(new JsonPath(value));
        };
    }
}
