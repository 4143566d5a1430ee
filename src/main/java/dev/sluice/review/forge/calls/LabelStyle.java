package dev.sluice.review.forge.calls;

/**
 * How a label looks where it has to be made.
 *
 * @param color six hexadecimal digits
 * @param description at most 100 characters, as GitHub takes them
 */
public record LabelStyle(String color, String description) {

    public static LabelStyle of(String name) {
        return switch (name) {
            case "risk/high" -> new LabelStyle("b60205", "Sluice: a person should look at this change closely");
            case "risk/low" -> new LabelStyle("0e8a16", "Sluice: an ordinary change");
            default -> new LabelStyle("ededed", "Given by Sluice, see sluice.review.labels");
        };
    }
}
