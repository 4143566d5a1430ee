package dev.sluice.gitops;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What tests publish, when and how; none of it matters to them. */
public final class Publishing {

    static final Connections CONNECTIONS = new Connections(Duration.ofSeconds(10), Optional.empty());

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-04-20T02:00:00Z"), ZoneOffset.UTC);

    static final Commits COMMITS = new Commits(CLOCK, Optional.empty());

    static final Message MESSAGE = new Message("Change the fleet", "", new LinkedHashMap<>());

    private Publishing() {}

    static Draft writing(String path, String text) {
        return writing(Map.of(path, text));
    }

    static Draft writing(Map<String, String> files) {
        return new Draft(Change.of(files, Set.of()), MESSAGE);
    }

    static Draft deleting(String... paths) {
        return new Draft(Change.of(Map.of(), Set.of(paths)), MESSAGE);
    }

    /** Fetches, commits on top and pushes, once. */
    static Publication publish(Origin origin, Draft draft) {
        return publish(origin, CONNECTIONS, draft);
    }

    static Publication publish(Origin origin, Connections connections, Draft draft) {
        try (Remote remote = Remote.open(origin, connections)) {
            return new PushingPublisher(remote, COMMITS).publish(remote.fetch(), draft);
        }
    }
}
