package dev.sluice;

import dev.sluice.gitops.EmptyRepository;
import dev.sluice.run.RunFinished;
import dev.sluice.run.RunService;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;

/**
 * Sets the stage for a first run without configuration, and says where to look afterwards. On sample feeds it plays a week:
 * a run for each day.
 */
@IfBuildProfile("dev")
@ApplicationScoped
public class Demo {

    /** Seven days in two minutes. */
    private static final Duration DAY = Duration.ofSeconds(16);

    private final Optional<Path> repository;
    private final boolean isLive;
    private final long token;
    private final Instance<RunService> runs;
    private final Config places;
    private final ScheduledExecutorService days = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("demo").unstarted(task));
    private int day;

    Demo(DemoConfig config, Clock clock, Instance<RunService> runs, SmallRyeConfig places) {
        this.repository = config.repository().map(Path::of);
        this.isLive = config.liveFeeds().map("true"::equals).orElse(false);
        this.token = clock.millis();
        this.runs = runs;
        this.places = places;
    }

    void prepare(@Observes StartupEvent start) throws IOException {
        if (repository.isPresent()) {
            Files.createDirectories(folder());
            DemoWeek.publish(folder(), 0, token);
            if (!Files.exists(repository.get())) {
                EmptyRepository.create(repository.get(), "main");
            }
        }
    }

    void report(@Observes RunFinished run) {
        if (repository.isEmpty()) {
            return;
        }
        if (!isLive) {
            System.out.printf("%n== %s%n", DemoWeek.DAYS.get(day).words());
        }
        System.out.printf(
                "%n%s%nrepository: %s%nshow the commit: git -C %s show --stat main%n",
                RunSummary.of(run.report(), true), repository.get(), repository.get());
        if (!isLive && day + 1 < DemoWeek.DAYS.size()) {
            days.schedule(this::nextDay, DAY.toSeconds(), TimeUnit.SECONDS);
        } else {
            System.out.printf("%nshow the week: git -C %s log main%nthe page: %s%n", repository.get(), page(places));
        }
    }

    /** The next publication is of a millisecond later: the clock would not be a day ahead. */
    private void nextDay() {
        day++;
        try {
            DemoWeek.publish(folder(), day, token + day);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the sample feeds", e);
        }
        runs.get().start();
    }

    /** Read when it is said: where any port will do, Quarkus sets the one that it got. */
    static String page(Config places) {
        String host = places.getOptionalValue("quarkus.http.host", String.class)
                .filter(name -> !name.equals("0.0.0.0") && !name.equals("::"))
                .orElse("localhost");
        int port = places.getOptionalValue("quarkus.http.port", Integer.class).orElse(8080);
        String path =
                places.getOptionalValue("quarkus.http.root-path", String.class).orElse("/");
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port
                + (path.startsWith("/") ? path : "/" + path);
    }

    void end(@Observes ShutdownEvent end) {
        days.shutdownNow();
    }

    private Path folder() {
        return repository.orElseThrow().getParent();
    }
}
