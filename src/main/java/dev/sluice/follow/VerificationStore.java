package dev.sluice.follow;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was last found out about the clusters; empty where none is followed, or another instance does it. */
@ApplicationScoped
public class VerificationStore {

    private static final String NOT_WHOLE = " is not seen whole: ";

    private final Map<String, FollowedCluster> latest = new ConcurrentSkipListMap<>();
    private final List<LookListener> listeners = new CopyOnWriteArrayList<>();

    /** Hears of each look, on the thread that looks: it must not wait for anything. */
    public interface LookListener {

        void seen(FollowedCluster followed);

        /** Another instance looks from now on. */
        void forgotten();
    }

    public void listen(LookListener listener) {
        listeners.add(listener);
    }

    /** By ascending name of the cluster. */
    public List<FollowedCluster> latest() {
        return List.copyOf(latest.values());
    }

    /** What could not be looked at, by cluster. */
    public List<String> unseen() {
        return latest.values().stream()
                .map(FollowedCluster::verification)
                .flatMap(verification -> verification.unseen().stream()
                        .map(reason -> "cluster " + verification.cluster() + NOT_WHOLE + reason))
                .toList();
    }

    /** Whether a run itself could not see it, and not an earlier look at a cluster, which the run only repeats. */
    public static boolean isOfRun(String unseen) {
        return !unseen.contains(NOT_WHOLE);
    }

    /** Empty where it is not followed, or was not looked at yet. */
    public Optional<FollowedCluster> of(String cluster) {
        return Optional.ofNullable(latest.get(cluster));
    }

    public void put(FollowedCluster followed) {
        latest.put(followed.verification().cluster(), followed);
        listeners.forEach(listener -> listener.seen(followed));
    }

    public void clear() {
        latest.clear();
        listeners.forEach(LookListener::forgotten);
    }
}
