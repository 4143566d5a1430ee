package dev.sluice.cluster.callers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProxiedCallerTest {

    private static final String SCOPES = "scopes.authorization.openshift.io";

    @Test
    void isReviewedWithoutScopesWhereTheseLetPermissionsBeLookedUp() {
        Caller.Known anna = known(Map.of(SCOPES, List.of("user:info", "user:check-access"), "other", List.of("x")));

        assertThat(anna.asProxied()).isEqualTo(known(Map.of("other", List.of("x"))));
    }

    @Test
    void keepsScopesThatDoNotLetPermissionsBeLookedUp() {
        Caller.Known anna = known(Map.of(SCOPES, List.of("user:info")));

        assertThat(anna.asProxied()).isEqualTo(anna);
    }

    private static Caller.Known known(Map<String, List<String>> extra) {
        return new Caller.Known("anna", "1", List.of("system:authenticated"), extra);
    }
}
