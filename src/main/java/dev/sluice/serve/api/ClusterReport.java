package dev.sluice.serve.api;

import dev.sluice.cluster.verification.Finding;
import dev.sluice.cluster.verification.Since;
import dev.sluice.cluster.verification.Verification;
import dev.sluice.follow.FollowedCluster;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether one cluster does what was committed for it.
 *
 * @param commit the last one that changed its folder, 40 hexadecimal digits; empty where there is none yet
 * @param state pending, verified, drifted or failed
 * @param reason a sentence
 * @param since when it came to be so
 * @param sinceAtLeast whether it may have been so before: no time of the APIs tells, and since is the first look that saw
 *     it; otherwise a restart of the service makes no difference
 * @param notSeenSince since when something could not be looked at: the state is what was seen before, where anything was;
 *     absent where all is seen
 * @param application what deploys it, as {@code namespace/name}; with an Application for each folder both, the firewall's
 *     first, with a comma between them
 * @param revision the commit that Argo CD compares the first of them with; absent where it does not say
 * @param basis what was looked at and found good: what {@code verified} rests on
 * @param unseen what could not be looked at, each with its cause
 * @param warnings what kept others from being told
 */
public record ClusterReport(
        String name,
        String commit,
        String state,
        String reason,
        Instant since,
        boolean sinceAtLeast,
        @Nullable Instant notSeenSince,
        String application,
        @Nullable String revision,
        List<String> basis,
        List<ObjectReport> objects,
        List<String> unseen,
        List<String> warnings) {

    /**
     * One object.
     *
     * @param object for example {@code EgressFirewall llm-demo/default}
     * @param reason empty where all is well
     * @param since absent where nothing tells
     * @param sinceAtLeast whether it may have been so before
     * @param notSeenSince the last look that saw it, whose state is held; absent where the last one did
     * @param basis what was looked at and found good
     * @param details such as what each zone says, or how rules differ
     */
    public record ObjectReport(
            String object,
            String state,
            String reason,
            @Nullable Instant since,
            boolean sinceAtLeast,
            @Nullable Instant notSeenSince,
            List<String> basis,
            List<String> details) {

        static ObjectReport of(Finding finding) {
            return new ObjectReport(
                    finding.subject().toString(),
                    finding.state().word(),
                    finding.reason(),
                    finding.since().map(Since::time).orElse(null),
                    finding.since().filter(Since::isAtLeast).isPresent(),
                    finding.unseen().map(Finding.Unobserved::since).orElse(null),
                    finding.basis(),
                    finding.details());
        }
    }

    public static ClusterReport of(FollowedCluster followed) {
        Verification verification = followed.verification();
        return new ClusterReport(
                verification.cluster(),
                verification.commit(),
                verification.state().word(),
                verification.reason(),
                verification.since().time(),
                verification.since().isAtLeast(),
                verification.notSeenSince().orElse(null),
                String.join(", ", verification.applications()),
                verification.revision().orElse(null),
                verification.basis(),
                verification.findings().stream().map(ObjectReport::of).toList(),
                verification.unseen(),
                followed.warnings());
    }
}
