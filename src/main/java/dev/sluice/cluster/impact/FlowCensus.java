package dev.sluice.cluster.impact;

import dev.sluice.cluster.impact.Observation.RecordKind;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.text.OutsideText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Replays each flow of a cluster once, whatever the number of records that show it, and counts what it leaves out.
 * Thread-safe: one thread may read the counts while another adds records.
 */
final class FlowCensus implements Consumer<Observation> {

    /** How many names of other clusters a note lists. */
    private static final int NAMES = 5;

    private static final int LONGEST_NAME = 100;

    private final FlowSource source;
    private final List<String> neighbours;
    private final List<FirewallDelta> changes;
    private final SecondSights sights = new SecondSights();
    private final Map<RecordGroup, Replay> groups = new HashMap<>();
    private final Map<RecordGroup, Long> records = new HashMap<>();
    private final SortedSet<String> others = new TreeSet<>();
    private long seenTwice;
    private long parts;

    /** @param neighbours other clusters whose flows the same Loki is asked for */
    FlowCensus(FlowSource source, List<String> neighbours, List<FirewallDelta> changes) {
        this.source = source;
        this.neighbours = List.copyOf(neighbours);
        this.changes = List.copyOf(changes);
    }

    /** The cluster that a flow belongs to. */
    private enum RecordOwner {
        OWN,
        UNNAMED,
        OTHER
    }

    /** Records that are counted together or not at all. */
    private record RecordGroup(RecordKind kind, RecordOwner owner) {}

    /** The flows that are counted, and notes about those that are not. */
    record CensusResult(Replay replay, List<String> notes) {}

    @Override
    public synchronized void accept(Observation seen) {
        if (seen.kind() == RecordKind.PART_OF_CONVERSATION) {
            parts++;
            return;
        }
        if (seen.isDuplicate() || sights.contains(seen)) {
            seenTwice++;
            return;
        }
        RecordOwner owner = owner(seen.cluster());
        if (owner == RecordOwner.OTHER && others.size() <= NAMES) {
            others.add(OutsideText.line(seen.cluster(), LONGEST_NAME));
        }
        RecordGroup group = new RecordGroup(seen.kind(), owner);
        groups.computeIfAbsent(group, added -> new Replay(changes)).accept(seen.flow());
        records.merge(group, 1L, Long::sum);
    }

    private RecordOwner owner(String cluster) {
        if (cluster.isEmpty()) {
            return RecordOwner.UNNAMED;
        }
        return cluster.equals(source.clusterName().orElse(source.cluster())) ? RecordOwner.OWN : RecordOwner.OTHER;
    }

    /** The result of the records so far. */
    synchronized CensusResult counted() {
        List<String> notes = new ArrayList<>();
        RecordKind kind = kind(notes);
        if (seenTwice > 0) {
            notes.add(seenTwice + " records are left out: they show flows that another node or interface saw as well");
        }
        Replay together = new Replay(changes);
        owners(kind, notes).forEach(owner -> Optional.ofNullable(groups.get(new RecordGroup(kind, owner)))
                .ifPresent(together::addAll));
        return new CensusResult(together, notes);
    }

    /** Flow logs are the most accurate; where there are none, conversations that have ended are the next best. */
    private RecordKind kind(List<String> notes) {
        long conversations = count(RecordKind.CONVERSATION) + parts;
        if (conversations == 0) {
            return RecordKind.FLOW;
        }
        if (count(RecordKind.FLOW) > 0) {
            notes.add(conversations + " records of conversations are left out: the flows that they sum up are counted");
            return RecordKind.FLOW;
        }
        notes.add("Loki keeps no flow logs: conversations are counted once each, when they have ended"
                + (parts == 0 ? "" : ", and " + parts + " records of them until then are left out"));
        return RecordKind.CONVERSATION;
    }

    private long count(RecordKind kind) {
        return records.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private long count(RecordKind kind, RecordOwner owner) {
        return records.getOrDefault(new RecordGroup(kind, owner), 0L);
    }

    private List<RecordOwner> owners(RecordKind kind, List<String> notes) {
        long own = count(kind, RecordOwner.OWN);
        long unnamed = count(kind, RecordOwner.UNNAMED);
        long foreign = count(kind, RecordOwner.OTHER);
        String key = "sluice.clusters." + source.cluster() + ".flows.cluster-name";
        if (source.clusterName().isPresent()) {
            if (foreign + unnamed > 0) {
                notes.add((foreign + unnamed) + " records are left out, since they are not of the cluster that " + key
                        + " names" + (foreign > 0 ? ", but of " + names() : ""));
            }
            return List.of(RecordOwner.OWN);
        }
        if (unnamed > 0 && !neighbours.isEmpty()) {
            notes.add("flows of " + String.join(", ", neighbours) + " may be among those counted: the same Loki keeps"
                    + " them, and " + unnamed + " records name no cluster");
        }
        if (own > 0) {
            if (foreign > 0) {
                notes.add(foreign + " records of other clusters are left out: " + names());
            }
            return List.of(RecordOwner.OWN, RecordOwner.UNNAMED);
        }
        if (others.size() > 1 || (foreign > 0 && unnamed > 0)) {
            notes.add("flows of several clusters are counted together, since none has the name of this one: " + names()
                    + "; set " + key);
        }
        return List.of(RecordOwner.UNNAMED, RecordOwner.OTHER);
    }

    private String names() {
        return others.stream().limit(NAMES).map(name -> "'" + name + "'").collect(Collectors.joining(", "))
                + (others.size() > NAMES ? " and others" : "");
    }
}
