package dev.sluice.notify;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What receivers got last about each thing, as a text of one line each. Immutable.
 *
 * @param entries by receiver and thing
 */
record ToldLedger(SortedMap<String, ToldState> entries) {

    static final ToldLedger NONE = new ToldLedger(Collections.emptySortedMap());

    private static final String TAB = "\t";

    /** In entries; more than receivers and clusters there are. */
    private static final int MOST = 5_000;

    /** @param serial counts the states of a thing: two messages with the same one are the same */
    record ToldState(String state, long serial) {}

    ToldLedger {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    Optional<ToldState> of(String receiver, String thing) {
        return Optional.ofNullable(entries.get(key(receiver, thing)));
    }

    ToldLedger with(String receiver, String thing, ToldState told) {
        SortedMap<String, ToldState> changed = new TreeMap<>(entries);
        changed.put(key(receiver, thing), told);
        return new ToldLedger(changed);
    }

    /** The same with what others say in place of what is here. */
    ToldLedger with(ToldLedger others) {
        SortedMap<String, ToldState> changed = new TreeMap<>(entries);
        changed.putAll(others.entries);
        return new ToldLedger(changed);
    }

    private static String key(String receiver, String thing) {
        return receiver + TAB + thing;
    }

    /** A line for each: receiver, thing, serial number and state, with tabs between them. */
    String text() {
        StringBuilder text = new StringBuilder();
        entries.forEach((key, told) -> text.append(key)
                .append(TAB)
                .append(told.serial())
                .append(TAB)
                .append(told.state())
                .append('\n'));
        return text.toString();
    }

    /** Lines of another form are left out: what they said may be sent again. */
    static ToldLedger parse(String text) {
        SortedMap<String, ToldState> entries = new TreeMap<>();
        text.lines().limit(MOST).forEach(line -> {
            String[] fields = line.split(TAB, -1);
            if (fields.length == 4 && fields[2].matches("[0-9]{1,18}")) {
                entries.put(key(fields[0], fields[1]), new ToldState(fields[3], Long.parseLong(fields[2])));
            }
        });
        return new ToldLedger(entries);
    }
}
