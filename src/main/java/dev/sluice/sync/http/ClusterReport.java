package dev.sluice.sync.http;

import dev.sluice.cluster.verification.Finding;
import dev.sluice.cluster.verification.Verification;
import dev.sluice.sync.Followed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether one cluster does what was committed for it.
 *
 * @param commit the last one that changed its folder, 40 hexadecimal digits; empty where there is none yet
 * @param state pending, verified, drifted or failed
 * @param reason a sentence
 * @param since when it came to be so; a restart of the service makes no difference
 * @param application what deploys it, as {@code namespace/name}
 * @param revision the commit that Argo CD compares it with; absent where it does not say
 * @param unseen what could not be looked at, each with its cause
 * @param warnings what kept others from being told
 */
public record ClusterReport(
        String name,
        String commit,
        String state,
        String reason,
        Instant since,
        String application,
        @Nullable String revision,
        List<ObjectReport> objects,
        List<String> unseen,
        List<String> warnings) {

    /**
     * One object.
     *
     * @param object for example {@code EgressFirewall llm-demo/default}
     * @param reason empty where all is well
     * @param since absent where nothing tells
     * @param details such as what each zone says, or how rules differ
     */
    public record ObjectReport(
            String object,
            String state,
            String reason,
            @Nullable Instant since,
            List<String> details) {

        static ObjectReport of(Finding finding) {
            return new ObjectReport(
                    finding.subject().toString(),
                    finding.state().word(),
                    finding.reason(),
                    finding.since().orElse(null),
                    finding.details());
        }
    }

    static ClusterReport of(Followed followed) {
        Verification verification = followed.verification();
        return new ClusterReport(
                verification.cluster(),
                verification.commit(),
                verification.state().word(),
                verification.reason(),
                verification.since(),
                verification.application(),
                verification.revision().orElse(null),
                verification.findings().stream().map(ObjectReport::of).toList(),
                verification.unseen(),
                followed.warnings());
    }
}
