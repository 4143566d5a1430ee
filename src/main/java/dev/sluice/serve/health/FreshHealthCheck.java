package dev.sluice.serve.health;

import dev.sluice.run.Freshness;
import io.smallrye.health.api.Wellness;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Whether what is published can be taken for current. */
@Wellness
public class FreshHealthCheck implements HealthCheck {

    private final Freshness freshness;

    FreshHealthCheck(Freshness freshness) {
        this.freshness = freshness;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("published state is current");
        freshness.lastGood().ifPresent(time -> response.withData("last good run", time.toString()));
        freshness.lastMessage().ifPresent(message -> response.withData("last run", message));
        freshness.feedAges().forEach((feed, age) -> response.withData("feed " + feed + " age hours", age.toHours()));
        var doubts = freshness.doubts();
        if (!doubts.isEmpty()) {
            response.withData("doubts", String.join("; ", doubts));
        }
        return response.status(doubts.isEmpty()).build();
    }
}
