package dev.sluice;

import dev.sluice.gitops.BareRepository;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program with a configuration for one cluster, two feeds and an empty repository. */
abstract class OneShotScene {

    static final long TOKEN = 1_767_225_600_000L;

    private static final String CLUSTER = """
              clusters:
                demo:
                  networks: { machine: 192.168.99.0/24, service: 172.22.0.0/16, pod: 10.132.0.0/14 }
                  egress-firewalls:
                    - namespace: llm-demo
                      before: []
                      after: []
            """;

    @TempDir
    Path folder;

    BareRepository repository;
    Feeds feeds;
    OneShot sluice;

    @BeforeEach
    void publishFirstFeeds() throws IOException {
        repository = BareRepository.create(folder.resolve("fleet.git"));
        feeds = new Feeds(folder).publish(TOKEN, Feeds.GOOG, Feeds.CLOUD);
        sluice = new OneShot(folder).configured(config(repository.url()));
    }

    String config(String url) {
        return "sluice:\n" + feeds.yaml() + CLUSTER + "  git:\n    url: \"" + url + "\"\n";
    }
}
