package dev.sluice.cluster.verification;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.Answer;
import dev.sluice.cluster.Link;
import dev.sluice.ranges.Sha256;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Writes a Kubernetes Event on the object that a state is about. Its name follows from what it says: who derives the same
 * state again writes no second one.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/">Kubernetes API, Event</a>
 */
public final class EventWriter {

    private static final int LONGEST = 1024;
    private static final int CONFLICT = 409;

    private final Access access;

    public EventWriter(Access access) {
        this.access = access;
    }

    /** @return why there is no Event; empty where there is one, now or from before */
    public Optional<String> write(Link link, Verification verification, Instant now) {
        return verification.decisive().flatMap(finding -> {
            boolean isHubs = finding.subject().kind() == Subject.Kind.APPLICATION;
            Optional<Path> kubeconfig = isHubs ? Optional.empty() : link.kubeconfig();
            Event event = event(verification, finding, now);
            Answer<Boolean> answer = access.ask(kubeconfig, "Event on " + finding.subject(), client -> {
                try {
                    client.v1()
                            .events()
                            .inNamespace(event.getMetadata().getNamespace())
                            .resource(event)
                            .create();
                } catch (KubernetesClientException e) {
                    if (e.getCode() != CONFLICT) {
                        throw e;
                    }
                }
                return true;
            });
            return answer instanceof Answer.Absent<Boolean>()
                    ? Optional.of("Event on " + finding.subject() + ": its namespace is gone")
                    : answer.unseen();
        });
    }

    private static Event event(Verification verification, Finding finding, Instant now) {
        Subject subject = finding.subject();
        State state = verification.state();
        String namespace = subject.namespace().isEmpty() ? "default" : subject.namespace();
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        boolean isItsOwn = finding.state() == state && !finding.reason().isEmpty();
        String said = isItsOwn ? finding.reason() : verification.reason();
        return new EventBuilder()
                .withNewMetadata()
                .withName(name(verification, finding))
                .withNamespace(namespace)
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(subject.kind().apiVersion())
                .withKind(subject.kind().toString())
                .withNamespace(subject.namespace().isEmpty() ? null : subject.namespace())
                .withName(subject.name())
                .withUid(finding.uid().isEmpty() ? null : finding.uid())
                .endInvolvedObject()
                .withType(
                        switch (state) {
                            case VERIFIED, PENDING -> "Normal";
                            case FAILED, DRIFTED -> "Warning";
                        })
                .withReason(
                        switch (state) {
                            case VERIFIED -> "Verified";
                            case PENDING -> "VerificationPending";
                            case FAILED -> "VerificationFailed";
                            case DRIFTED -> "Drifted";
                        })
                .withMessage(shortened("commit " + verification.commit() + ": " + said))
                .withNewSource()
                .withComponent("sluice")
                .endSource()
                .withReportingComponent("sluice")
                .withFirstTimestamp(time)
                .withLastTimestamp(time)
                .withCount(1)
                .build();
    }

    /** A second edit by hand is another event than the first. */
    private static String name(Verification verification, Finding finding) {
        String what =
                switch (verification.state()) {
                    case VERIFIED, PENDING -> "";
                    case FAILED -> verification.reason();
                    case DRIFTED -> verification.reason() + verification.since();
                };
        String digest = Sha256.hex(
                finding.subject() + "\n" + verification.commit() + "\n" + verification.state() + "\n" + what);
        return "sluice-" + digest.substring(0, 32);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
