package dev.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The Route and the proxy in front of the page. */
class PageComponentTest {

    private static final Path COMPONENT = Declared.MANIFESTS.resolve("components/page");

    @Test
    void passesTheTokenOnAndNoName() {
        Declared proxy =
                Declared.only(COMPONENT.resolve("deployment.yaml")).pod().orElseThrow();

        assertThat(proxy.words("containers", 0, "args"))
                .contains("--pass-access-token", "--pass-user-headers=false", "--pass-basic-auth=false")
                .contains("--upstream=http://localhost:8080", "--http-address=")
                .noneMatch(argument -> argument.contains("skip-auth") || argument.contains("bypass"));
    }

    @Test
    void leadsFromTheRouteToTheProxyAlone() {
        Declared route = Declared.only(COMPONENT.resolve("route.yaml"));
        Declared service = Declared.only(COMPONENT.resolve("service.yaml"));
        Declared policy = Declared.only(COMPONENT.resolve("network-policy.yaml"));

        assertThat(route.text("spec", "port", "targetPort"))
                .isEqualTo(service.text("spec", "ports", 0, "name"))
                .isEqualTo("page");
        assertThat(route.text("spec", "tls", "termination")).isEqualTo("reencrypt");
        assertThat(policy.text("spec", "ingress", 0, "ports", 0, "port"))
                .isEqualTo(Declared.only(COMPONENT.resolve("deployment.yaml"))
                        .pod()
                        .orElseThrow()
                        .text("containers", 0, "ports", 0, "containerPort"));
    }
}
