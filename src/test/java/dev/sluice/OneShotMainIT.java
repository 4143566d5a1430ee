package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.GitHttpServer;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainIntegrationTest;
import io.quarkus.test.junit.main.QuarkusMainLauncher;
import org.junit.jupiter.api.Test;

/** The packaged one-shot, JVM or native, as Quarkus starts it. */
@QuarkusMainIntegrationTest
@TestProfile(Packaged.class)
class OneShotMainIT {

    @Test
    void pushesOnceOverAuthenticatedHttp(QuarkusMainLauncher launcher) throws Exception {
        // When
        LaunchResult result = launcher.launch("--once");

        // Then
        assertThat(result.exitCode()).as(result.getErrorOutput()).isZero();
        assertThat(result.getOutput()).contains("committed: commit ");
        assertThat(Packaged.repository().log("main")).hasSize(1);
        assertThat(result.getOutput() + result.getErrorOutput()).doesNotContain(GitHttpServer.TOKEN);
    }

    @Test
    void refusesWordsThatItDoesNotKnow(QuarkusMainLauncher launcher) {
        LaunchResult result = launcher.launch("--onse");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.getErrorOutput()).contains("unknown argument '--onse'");
    }
}
