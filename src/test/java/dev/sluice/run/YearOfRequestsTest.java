package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.Mode;
import dev.sluice.review.MemoryForge;
import dev.sluice.review.PullRequest;
import dev.sluice.review.PullRequest.RequestState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A season of publications and a year of them, one a day, that change as often as the real ones: every one has a new token and another order, one
 * in twelve other addresses, some of them without any effect; people merge, close and review as they do.
 */
@Execution(ExecutionMode.CONCURRENT)
class YearOfRequestsTest {

    private static final long SEED = new Random().nextLong();
    private static final Fleet FLEET = Fleet.of(cluster("east", "bank"), cluster("west", "bank", "shop"));

    private final Random random = new Random(SEED);
    private final Set<String> extra = new TreeSet<>();
    private final Set<String> cloudExtra = new TreeSet<>();

    @Test
    void neverHoldsMoreThanOneOpenRequestForAClusterNorSaysNothing(@TempDir Path folder) {
        live(folder, 120);
    }

    @Test
    @Tag("long")
    void doesSoForAYear(@TempDir Path folder) {
        live(folder, 365);
    }

    private void live(Path folder, int days) {
        ReviewLab lab = new ReviewLab(folder);
        MemoryForge forge = lab.forge;
        String settled = "";
        int quietDays = 0;
        for (int day = 0; day < days; day++) {
            // Given
            publish(lab);
            String state = extra.toString() + lab.tip("main").name();
            ObjectId main = lab.tip("main");

            // When
            Outcome outcome = lab.run(FLEET.proposing(Mode.PULL_REQUEST, ReviewLab.EACH));

            // Then
            List<String> writes = forge.writes();
            state += held(forge); // lists without an effect on any address may still trip a guard
            String when = "seed " + SEED + ", day " + day + ": " + outcome;
            assertThat(outcome.isGood()).as(when).isTrue();
            assertThat(lab.tip("main")).as(when).isEqualTo(main);
            assertThat(forge.open())
                    .as(when)
                    .extracting(request -> forge.proposal(request).branch())
                    .doesNotHaveDuplicates();
            if (state.equals(settled)) {
                quietDays++;
                assertThat(writes).as(when).isEmpty();
            }
            if (!writes.isEmpty()) {
                assertThat(forge.open()).as(when).allSatisfy(request -> assertThat(
                                lab.files(forge.proposal(request).branch()))
                        .isNotEqualTo(lab.files("main")));
            }
            assertThat(forge.open()).as(when).allSatisfy(request -> assertThat(request.title())
                    .matches("(east|west): (deny|HOLD,) .*[1-9][0-9]* .*"));
            settled = state;
            people(lab);
        }
        assertThat(quietDays).as("seed " + SEED).isGreaterThan(days / 2);
        assertThat(numbers(forge)).as("seed " + SEED).hasSizeGreaterThan(days / 70);
    }

    /** Every day a new token and another order; now and then other prefixes. */
    private void publish(ReviewLab lab) {
        if (random.nextInt(12) == 0) {
            String prefix = "74.125." + random.nextInt(8) + ".0/24";
            if (!extra.remove(prefix)) {
                extra.add(prefix);
            }
        }
        if (random.nextInt(12) == 0) { // what is excluded and not included has no effect
            String prefix = "104.154." + (41 + 2 * random.nextInt(8)) + ".0/24";
            if (!cloudExtra.remove(prefix) && cloudExtra.isEmpty()) {
                cloudExtra.add(prefix);
            }
        }
        lab.lab.feeds.publish(shuffled(GOOG, extra), shuffled(CLOUD, cloudExtra));
    }

    private List<String> shuffled(List<String> prefixes, Set<String> more) {
        List<String> all = new ArrayList<>(prefixes);
        all.addAll(more);
        Collections.shuffle(all, random);
        return all;
    }

    /** One of four is merged on a day, one of ten closed; a closed one stays closed until its content changes. */
    private void people(ReviewLab lab) {
        for (PullRequest request : lab.forge.open()) {
            int mood = random.nextInt(20);
            if (mood < 5 && isOnMain(lab, request)) {
                lab.merge(request);
                return; // the next one has to be rebuilt first
            }
            if (mood == 5) {
                lab.forge.end(request, RequestState.CLOSED);
            }
            if (mood == 6) {
                lab.forge.review(request);
            }
        }
    }

    private static boolean isOnMain(ReviewLab lab, PullRequest request) {
        return lab.contains(lab.forge.proposal(request).branch(), lab.tip("main"));
    }

    /** The numbers of the requests that a guard holds. */
    private static List<Long> held(MemoryForge forge) {
        return forge.open().stream()
                .filter(request -> request.body().startsWith("**Held"))
                .map(PullRequest::number)
                .toList();
    }

    private static Set<Long> numbers(MemoryForge forge) {
        Set<Long> numbers = new HashSet<>();
        forge.requests().forEach(request -> numbers.add(request.number()));
        return numbers;
    }
}
