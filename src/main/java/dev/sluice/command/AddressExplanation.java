package dev.sluice.command;

import dev.sluice.gitops.FolderTemplate;
import dev.sluice.gitops.Snapshot;
import dev.sluice.policy.Verdict;
import dev.sluice.ranges.Address;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what published firewalls decide about an address, and why. */
public final class AddressExplanation {

    private AddressExplanation() {}

    /** Of a working tree. */
    public static String of(Address address, Path checkout) {
        return of(address, PublishedFolder.in(checkout));
    }

    /** Of the clusters that are published in a commit. */
    public static String of(Address address, Snapshot snapshot, FolderTemplate folders) {
        return of(address, PublishedFolder.in(snapshot, folders));
    }

    private static String of(Address address, List<PublishedFolder> clusters) {
        Set<String> entries = new LinkedHashSet<>();
        StringBuilder verdicts = new StringBuilder();
        for (PublishedFolder cluster : clusters) {
            Verdict.listed(address, cluster.lists())
                    .forEach(listed -> entries.add(listed.list() + " lists "
                            + listed.entry().prefix()
                            + (listed.entry().scope().isEmpty()
                                    ? ""
                                    : " (" + listed.entry().scope() + ")")));
            cluster.firewalls().forEach((namespace, rules) -> verdicts.append(cluster.name())
                    .append('/')
                    .append(namespace)
                    .append(": ")
                    .append(words(Verdict.on(address, rules, cluster.lists()))));
        }
        String listed = entries.isEmpty() ? "no feed lists it" : String.join(", ", entries);
        return address + ": " + listed + "\n" + (verdicts.isEmpty() ? "no firewall is published\n" : verdicts);
    }

    private static String words(Verdict verdict) {
        String decided = verdict.rule()
                .map(number -> verdict.action() + ", by rule " + number + ": "
                        + verdict.decidedBy().orElseThrow())
                .orElse(verdict.action() + ", no rule matches");
        return decided + "\n"
                + verdict.partial().stream()
                        .map(rule -> "  earlier, for a part of the traffic: " + rule + "\n")
                        .collect(Collectors.joining());
    }
}
