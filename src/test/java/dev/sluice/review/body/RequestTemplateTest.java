package dev.sluice.review.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.serve.Service;
import io.quarkus.qute.Engine;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The engine that the service has, whose template was checked while it was built, writes what the goldens say. */
@QuarkusTest
@Tag("application")
@TestProfile(Service.class)
class RequestTemplateTest {

    @Inject
    Engine engine;

    @ParameterizedTest
    @EnumSource(names = {"FLEET", "OWN_RULES", "HOSTILE"})
    void writesTheSameInTheService(GoldenRequest golden) {
        assertThat(new RequestBody(engine).of(golden.briefing(), golden.page())).isEqualTo(golden.body());
    }
}
