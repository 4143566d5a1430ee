package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.gitops.BareRepository;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertThat(result.out()).startsWith("cluster  namespace ");
    }

    @ParameterizedTest
    @CsvSource({"1.8, true", "11, true", "17, true", "20, true", "21, false", "25, false", "30, false"})
    void refusesAJavaThatIsTooOld(String version, boolean isTooOld) throws Exception {
        URL jar = Path.of("target/quarkus-app/quarkus-run.jar").toUri().toURL();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar}, null)) {
            assertThat(loader.loadClass("dev.sluice.launcher.Launcher")
                            .getMethod("isTooOld", String.class)
                            .invoke(null, version))
                    .isEqualTo(isTooOld);
        }
    }

    @Test
    void loadsInAnyJavaWhatSaysThatItIsTooOld() throws Exception {
        try (JarFile jar = new JarFile("target/quarkus-app/quarkus-run.jar")) {
            String main = jar.getManifest().getMainAttributes().getValue("Main-Class");
            byte[] loaded = jar.getInputStream(jar.getEntry(main.replace('.', '/') + ".class"))
                    .readAllBytes();

            assertThat((int) loaded[7]).as("version of the class file").isEqualTo(52);
        }
    }
}
