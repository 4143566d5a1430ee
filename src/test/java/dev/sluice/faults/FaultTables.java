package dev.sluice.faults;

import java.util.List;

/** The areas that have a table, in the order in which the documentation shows them. */
public final class FaultTables {

    private static final List<String> AREAS = List.of("feed", "git", "configurations", "api", "processes");

    private FaultTables() {}

    public static List<FaultTable> all() {
        return AREAS.stream().map(FaultTable::read).toList();
    }
}
