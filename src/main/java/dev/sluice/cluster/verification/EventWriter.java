package dev.sluice.cluster.verification;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.Answer;
import dev.sluice.cluster.ClusterConnection;
import dev.sluice.manifest.ObjectKind;
import dev.sluice.manifest.ObjectRef;
import dev.sluice.ranges.Sha256;
import dev.sluice.text.OutsideText;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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

    /** Where Events about cluster-scoped objects lie. */
    private static final String UNSCOPED = "default";

    private final Access access;

    public EventWriter(Access access) {
        this.access = access;
    }

    /** @return why there is no Event; empty where there is one, now or from before */
    public Optional<String> write(ClusterConnection link, Verification verification, Instant now) {
        return verification.decisive().flatMap(finding -> {
            ObjectRef subject = finding.subject();
            Optional<Path> kubeconfig = subject.kind() == ObjectKind.APPLICATION ? Optional.empty() : link.kubeconfig();
            Event event = event(verification, finding, now);
            Answer<Boolean> answer = create(kubeconfig, subject, event);
            return answer instanceof Answer.Absent<Boolean>()
                    ? create(kubeconfig, subject, onNamespace(event, subject)).unseen()
                    : answer.unseen();
        });
    }

    /** Absent where the namespace is not there, or is going. */
    private Answer<Boolean> create(Optional<Path> kubeconfig, ObjectRef subject, Event event) {
        return access.ask(kubeconfig, "Event on " + subject, client -> {
            try {
                client.v1()
                        .events()
                        .inNamespace(event.getMetadata().getNamespace())
                        .resource(event)
                        .create();
                return true;
            } catch (KubernetesClientException e) {
                if (e.getCode() == CONFLICT) {
                    return true;
                }
                if (isGoing(e)) {
                    return null;
                }
                throw e;
            }
        });
    }

    /**
     * @see <a href="https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go">Kubernetes,
     *     admission in a namespace that is being deleted</a>
     */
    private static boolean isGoing(KubernetesClientException e) {
        return Optional.ofNullable(e.getStatus()).map(Status::getDetails).map(StatusDetails::getCauses).stream()
                .flatMap(List::stream)
                .anyMatch(cause -> "NamespaceTerminating".equals(cause.getReason()));
    }

    /** An Event lies in its object's namespace; where that is gone, it is about the namespace, which lies in none. */
    private static Event onNamespace(Event event, ObjectRef subject) {
        return new EventBuilder(event)
                .editMetadata()
                .withNamespace(UNSCOPED)
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(ObjectKind.NAMESPACE.apiVersion())
                .withKind(ObjectKind.NAMESPACE.toString())
                .withName(subject.namespace())
                .endInvolvedObject()
                .withMessage(shortened(subject + ": " + event.getMessage()))
                .build();
    }

    private static Event event(Verification verification, Finding finding, Instant now) {
        ObjectRef subject = finding.subject();
        State state = verification.state();
        String namespace = subject.namespace().isEmpty() ? UNSCOPED : subject.namespace();
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

    /** Argo CD and the APIs say the same in ever other words: what counts is the object and what is wrong with it. */
    private static String name(Verification verification, Finding finding) {
        String what =
                switch (verification.state()) {
                    case VERIFIED, PENDING -> "";
                    case FAILED, DRIFTED -> verification.cause();
                };
        String digest = Sha256.hex(
                finding.subject() + "\n" + verification.commit() + "\n" + verification.state() + "\n" + what);
        return "sluice-" + digest.substring(0, 32);
    }

    private static String shortened(String text) {
        return OutsideText.line(text, LONGEST - 1);
    }
}
