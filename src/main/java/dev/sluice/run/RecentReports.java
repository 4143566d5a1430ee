package dev.sluice.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The last reports. Only the newest one shows the diff of what is held. Of a large fleet only the newest ones still name every firewall: some tens of thousands in each of them
 * would fill the memory, and the answer to a request for all of them. Thread-safe.
 */
final class RecentReports {

    /** How many are remembered. */
    static final int REPORTS = 50;

    /** How many firewalls all of them may name together; the newest one always names its own. */
    static final int FIREWALLS = 20_000;

    private final Deque<RunReport> reports = new ArrayDeque<>();

    synchronized void add(RunReport report) {
        List<RunReport> older = new ArrayList<>(reports);
        reports.clear();
        reports.addLast(report);
        int firewalls = report.firewalls().size();
        for (RunReport each : older.subList(0, Math.min(older.size(), REPORTS - 1))) {
            firewalls += each.firewalls().size();
            RunReport small = each.withoutDiff();
            reports.addLast(firewalls > FIREWALLS ? small.withoutFirewalls() : small);
        }
    }

    /** Newest first. */
    synchronized List<RunReport> list() {
        return List.copyOf(reports);
    }
}
