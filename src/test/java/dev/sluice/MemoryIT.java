package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.BareRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program where its feeds do not fit the heap. */
@Timeout(180)
class MemoryIT {

    private static final int FEEDS = 8;
    private static final int PREFIXES = 110_000;

    @TempDir
    Path folder;

    @Test
    void saysThatMemoryRanOutAndFails() throws Exception {
        // Given
        BareRepository repository = BareRepository.create(folder.resolve("fleet.git"));
        Feeds feeds = new Feeds(folder).publish(System.currentTimeMillis(), Feeds.GOOG, Feeds.CLOUD);
        String names = IntStream.range(0, FEEDS).mapToObj(i -> "list-" + i).collect(Collectors.joining(", "));
        StringBuilder lists = new StringBuilder();
        for (int i = 0; i < FEEDS; i++) {
            lists.append("    list-%d: { url: \"%s\", format: lines }\n".formatted(i, list(i).toUri()));
        }
        OneShot sluice = new OneShot(folder).withOption("-Xmx40m").configured("""
                sluice:
                %s%s  block: { include: [goog, %s] }
                  clusters:
                    demo:
                      networks: { machine: 192.168.99.0/24, service: 172.22.0.0/16, pod: 10.132.0.0/14 }
                      egress-firewalls: [{ namespace: llm-demo }]
                  git: { url: "%s" }
                """.formatted(
                        feeds.yaml(), lists, names, repository.url()));

        // When
        OneShot.Result result = sluice.run("--once");

        // Then
        assertThat(result.exit()).as(result.err()).isEqualTo(1);
        assertThat(result.out()).contains("failed: memory ran out (");
        assertThat(result.err()).contains("the process ends with 1: memory ran out (");
    }

    /** Each with addresses of its own, no two of which are beside each other. */
    private Path list(int index) throws IOException {
        return Files.writeString(
                folder.resolve("list-" + index),
                IntStream.range(0, PREFIXES)
                        .map(i -> 0x0b000000 + index * 0x01000000 + 2 * i)
                        .mapToObj(address -> "%d.%d.%d.%d/32\n"
                                .formatted(address >>> 24, address >> 16 & 255, address >> 8 & 255, address & 255))
                        .collect(Collectors.joining()));
    }
}
