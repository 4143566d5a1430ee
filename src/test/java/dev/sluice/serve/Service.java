package dev.sluice.serve;

import dev.sluice.gitops.BareRepository;
import dev.sluice.gitops.EmptyRepository;
import dev.sluice.run.FeedFiles;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A service on feeds in files and a bare repository, whose API token stands in a file; nothing has run yet. */
public class Service implements QuarkusTestProfile {

    static final String TOKEN = "s3cr3t-api-t0ken";
    static final String HOOK_SECRET = "It's a Secret to Everybody";

    /** How many verdicts one instance gives in a window. */
    static final String VERDICT_LIMIT =
            "quarkus.fault-tolerance.\"dev.sluice.serve.api.VerdictResource/verdict\".rate-limit.value";

    /** Every start has its own folder, so that nothing is left of an earlier one. */
    private static final String FOLDER = "service.folder";

    static FeedFiles feeds() {
        return new FeedFiles(folder().resolve("feeds"), System::currentTimeMillis);
    }

    /** What the service publishes to. */
    static BareRepository repository() {
        return BareRepository.at(folder().resolve("fleet.git"));
    }

    static Path hookSecretFile() {
        return folder().resolve("hook-secret");
    }

    static Path tokenFile() {
        return folder().resolve("token");
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            Path target = Files.createDirectories(Path.of("target", "service").toAbsolutePath());
            System.setProperty(
                    FOLDER, Files.createTempDirectory(target, "test-").toString());
            Files.writeString(tokenFile(), TOKEN + "\n");
            Files.writeString(hookSecretFile(), HOOK_SECRET + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        EmptyRepository.create(folder().resolve("fleet.git"), "main");
        Map<String, String> config = new HashMap<>(Map.of(
                "quarkus.http.test-port", "0",
                "quarkus.management.test-port", "0",
                "sluice.schedule", "off",
                "sluice.git.url", "file://" + folder().resolve("fleet.git"),
                "sluice.api.token-file", tokenFile().toString(),
                "sluice.clusters.demo.networks.machine", "192.168.99.0/24",
                "sluice.clusters.demo.networks.service", "172.22.0.0/16",
                "sluice.clusters.demo.networks.pod", "10.132.0.0/14",
                "sluice.clusters.demo.egress-firewalls[0].namespace", "bank",
                "sluice.clusters.demo.egress-firewalls[1].namespace", "shop"));
        config.put("sluice.clusters.demo.argocd.application", "sluice-demo");
        config.put("sluice.hooks.github.secret-file", hookSecretFile().toString());
        config.put(VERDICT_LIMIT, "100000"); // tests ask quickly
        // Pauses too short to notice.
        config.put("dev.sluice.feed.FeedClient/fetch/Retry/delay", "1");
        config.put("dev.sluice.feed.FeedClient/fetch/Retry/jitter", "0");
        // Its feeds have a part of these addresses only.
        config.put("sluice.assertions.\"142.250.0.0/15\"", "off");
        feeds().feeds()
                .forEach(feed -> config.put(
                        "sluice.feeds." + feed.name() + ".url", feed.url().toString()));
        return config;
    }

    private static Path folder() {
        return Path.of(System.getProperty(FOLDER));
    }
}
