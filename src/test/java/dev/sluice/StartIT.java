package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.gitops.BareRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a one-shot loads, which is what it takes its time for; a native program loads no class. */
class StartIT {

    /** What a run on files, into a repository on a disk, without a cluster, a store or a key has no use for. */
    private static final List<String> UNASKED = List.of(
            "io.fabric8.kubernetes.model.jackson.", // what reads and writes its objects
            "io.fabric8.kubernetes.client.KubernetesClientBuilder",
            "io.fabric8.kubernetes.client.impl.",
            "software.amazon.awssdk.services.s3.S3Client",
            "software.amazon.awssdk.core.internal.",
            "software.amazon.awssdk.http.urlconnection.",
            "dev.sluice.cluster.lease.LeaseLeadership",
            "org.bouncycastle.",
            "com.jcraft.jsch.");

    @TempDir
    Path folder;

    private OneShot sluice;

    @BeforeEach
    void configure() throws IOException {
        assumeFalse(OneShot.isNative(), "a native program loads no class");
        assumeTrue(Files.exists(OneShot.ARCHIVE), "a JVM that makes no archive");
        BareRepository repository = BareRepository.create(folder.resolve("fleet.git"));
        Feeds feeds = new Feeds(folder).publish(System.currentTimeMillis(), Feeds.GOOG, Feeds.CLOUD);
        sluice = new OneShot(folder).configured("sluice:\n" + feeds.yaml() + """
                  clusters:
                    demo:
                      networks: { machine: 192.168.99.0/24, service: 172.22.0.0/16, pod: 10.132.0.0/14 }
                      egress-firewalls:
                        - namespace: llm-demo
                  git: { url: "%s" }
                """.formatted(repository.url()));
    }

    @Test
    void loadsWhatTheRunNeedsAndTakesItFromTheArchive() throws Exception {
        // Given
        Path loaded = folder.resolve("loaded");

        // When
        OneShot.Result result =
                sluice.withOption("-Xlog:class+load:file=" + loaded).run("--once");

        // Then
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        List<String> lines = Files.readAllLines(loaded);
        assertThat(lines)
                .filteredOn(line -> line.contains(" dev.sluice.run.Run "))
                .singleElement()
                .asString()
                .endsWith("source: shared objects file (top)");
        assertThat(lines)
                .filteredOn(line -> UNASKED.stream().anyMatch(unasked -> line.contains(" " + unasked)))
                .isEmpty();
    }

    @Test
    void startsWithoutAWordWhereTheArchiveDoesNotFit() throws Exception {
        // Given an archive that is none
        Path other = Files.writeString(folder.resolve("other.jsa"), "not an archive");

        // When
        OneShot.Result result =
                sluice.withOption("-XX:SharedArchiveFile=" + other).run("--once", "--dry-run");

        // Then
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).startsWith("diff --git ");
    }
}
