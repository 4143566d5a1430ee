package dev.sluice.serve.web;

import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The IPv4 space as a Hilbert curve that is folded into a square of {@value #SIDE} units: a prefix of even length is a
 * square, one of odd length two that touch, and addresses that are near each other lie near each other.
 *
 * <pre>
 *   0/8  3/8  4/8  5/8     the curve goes from cell to cell
 *   1/8  2/8  7/8  6/8
 * </pre>
 *
 * <p>Small prefixes are drawn as a larger one that holds them, since they could not be seen.
 *
 * @param layers what is drawn, the last one on top; empty ones are left out
 * @param cells one for each /8
 */
public record AddressMap(List<Layer> layers, List<Cell> cells) {

    static final int SIDE = 1024;

    private static final int BITS = 32;
    private static final int ORDER = BITS / 2;

    /** How many of the curve's steps make a unit, in each direction. */
    private static final int UNIT_SHIFT = 6;

    /**
     * Addresses that are drawn alike.
     *
     * @param kind a word for a style sheet
     * @param path as an SVG path has it
     */
    public record Layer(String kind, String words, String path) {}

    /** The place of the number of a /8. */
    public record Cell(int octet, int x, int y) {}

    /**
     * Addresses to draw, and in words what they are.
     *
     * @param longest the length of the smallest prefix that is drawn: with 16 it is four units wide, with 12 sixteen
     */
    public record MapArea(String kind, String words, IpSet addresses, int longest) {}

    private record Point(int x, int y) {}

    public static AddressMap of(List<MapArea> areas) {
        return new AddressMap(
                areas.stream()
                        .filter(area -> !area.addresses().only(Family.IPV4).isEmpty())
                        .map(area -> new Layer(area.kind(), area.words(), path(area)))
                        .toList(),
                IntStream.range(0, 256).mapToObj(AddressMap::cell).toList());
    }

    private static Cell cell(int octet) {
        Point corner = corner((long) octet << 24, 8);
        return new Cell(octet, corner.x() >> UNIT_SHIFT, corner.y() >> UNIT_SHIFT);
    }

    private static String path(MapArea area) {
        Set<String> squares = new LinkedHashSet<>();
        for (Prefix prefix : area.addresses().only(Family.IPV4).prefixes()) {
            int length = Math.min(prefix.length(), area.longest());
            long first = prefix.first().low();
            if (length % 2 == 0) {
                squares.add(square(first, length));
            } else {
                squares.add(square(first, length + 1));
                squares.add(square(first + (1L << BITS - length - 1), length + 1));
            }
        }
        return String.join("", squares);
    }

    private static String square(long first, int length) {
        Point corner = corner(first, length);
        int side = 1 << (BITS - length) / 2 - UNIT_SHIFT;
        return "M%d %dh%dv%dh-%dz".formatted(corner.x() >> UNIT_SHIFT, corner.y() >> UNIT_SHIFT, side, side, side);
    }

    /** The corner next to the origin of the square that a prefix of even length fills. */
    private static Point corner(long first, int length) {
        int mask = -(1 << (BITS - length) / 2);
        Point any = point(first);
        return new Point(any.x() & mask, any.y() & mask);
    }

    /**
     * Where a step of the curve lies.
     *
     * @see <a href="https://en.wikipedia.org/wiki/Hilbert_curve#Applications_and_mapping_algorithms">Hilbert curve, mapping
     *     algorithms</a>
     */
    private static Point point(long step) {
        int x = 0;
        int y = 0;
        for (int level = 0; level < ORDER; level++) {
            int side = 1 << level;
            int quarter = (int) (step >>> 2 * level) & 3;
            boolean right = quarter >= 2;
            boolean far = quarter == 1 || quarter == 2;
            if (!far) {
                if (right) {
                    x = side - 1 - x;
                    y = side - 1 - y;
                }
                int swapped = x;
                x = y;
                y = swapped;
            }
            x += right ? side : 0;
            y += far ? side : 0;
        }
        return new Point(x, y);
    }
}
