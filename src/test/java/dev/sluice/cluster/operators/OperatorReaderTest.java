package dev.sluice.cluster.operators;

import static dev.sluice.cluster.OperatorObjects.group;
import static dev.sluice.cluster.OperatorObjects.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.Answer;
import dev.sluice.cluster.ApiServer;
import dev.sluice.cluster.Call;
import dev.sluice.cluster.ClusterConnection;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorReaderTest {

    private static final String NAMESPACE = "openshift-operators-redhat";

    private final ApiServer api = new ApiServer();
    private final Access access = api.access();

    @AfterEach
    void close() {
        access.close();
        api.close();
    }

    @Test
    void findsTheNamespacesGroupsAndThePackagesSubscriptions() {
        api.put(group(NAMESPACE, "loki-operator"));
        api.put(group(NAMESPACE, "a-generated-name"));
        api.put(group("elsewhere", "other"));
        api.put(subscription("openshift-operators", "loki", "loki-operator"));
        api.put(subscription(NAMESPACE, "elasticsearch-operator", "elasticsearch-operator"));

        Installed installed = read().found().orElseThrow();

        assertThat(installed.groups())
                .extracting(InstalledObject::toString)
                .containsExactly(
                        "OperatorGroup openshift-operators-redhat/a-generated-name",
                        "OperatorGroup openshift-operators-redhat/loki-operator");
        assertThat(installed.subscriptions())
                .extracting(InstalledObject::toString)
                .containsExactly("Subscription openshift-operators/loki");
        assertThat(api.calls()).containsExactlyInAnyOrder(Call.LIST_OPERATOR_GROUPS, Call.LIST_SUBSCRIPTIONS);
    }

    @Test
    void findsNothingWhereThereIsNoLifecycleManager() {
        api.refuse("operators.coreos.com", 404);

        assertThat(read().found()).hasValue(Installed.NOTHING);
    }

    @ParameterizedTest
    @CsvSource({"subscriptions, Subscriptions", "operatorgroups, OperatorGroups in namespace openshift-operators-redhat"
    })
    void saysWhatItCouldNotSee(String plural, String words) {
        api.refuse(plural, 403);

        assertThat(read().unseen()).hasValue(words + ": not allowed (403): see that the roles of manifests/ are bound");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "'annotations: { argocd.argoproj.io/tracking-id: \"sluice-demo:operators.coreos.com/OperatorGroup:openshift-operators-redhat/g\" }' | sluice-demo",
                "'annotations: { argocd.argoproj.io/tracking-id: \"team_sluice-demo:operators.coreos.com/OperatorGroup:openshift-operators-redhat/g\" }' | team_sluice-demo",
                "'annotations: { argocd.argoproj.io/tracking-id: \"sluice-demo:operators.coreos.com/OperatorGroup:elsewhere/g\" }' | none",
                "'annotations: { argocd.argoproj.io/tracking-id: \"\" }' | none",
                "'labels: { app.kubernetes.io/instance: sluice-demo }' | sluice-demo",
                "'labels: { app.kubernetes.io/part-of: sluice-demo }' | none",
            })
    void readsWhichApplicationTracksAnObject(String metadata, String application) {
        api.put(group(NAMESPACE, "g", ", " + metadata));

        assertThat(read().found().orElseThrow().groups())
                .singleElement()
                .extracting(InstalledObject::application)
                .isEqualTo(Optional.ofNullable(application));
    }

    private Answer<Installed> read() {
        ClusterConnection link =
                new ClusterConnection("demo", Optional.empty(), Optional.empty(), false, Optional.empty());
        return new OperatorReader(access).read(link, NAMESPACE, "loki-operator");
    }
}
