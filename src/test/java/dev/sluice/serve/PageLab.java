package dev.sluice.serve;

import dev.sluice.review.forge.github.StubForge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** A service that commits with three clusters and a forge, as people look at it. */
public class PageLab extends Service {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> config = new HashMap<>(super.getConfigOverrides());
        for (String cluster : new String[] {"berlin", "ohio"}) {
            String key = "sluice.clusters." + cluster + ".";
            config.put(key + "networks.machine", "192.168.99.0/24");
            config.put(key + "networks.service", "172.22.0.0/16");
            config.put(key + "networks.pod", "10.132.0.0/14");
            config.put(key + "egress-firewalls[0].namespace", "shop");
            config.put(key + "argocd.application", "sluice-" + cluster);
        }
        config.put("sluice.block.exempt", "199.36.153.8/30");
        config.put("sluice.git.mode", "commit");
        config.put("sluice.review.forge", "github");
        config.put("sluice.review.url", forge());
        config.put("sluice.review.repository", StubForge.REPOSITORY);
        config.put("sluice.review.token", StubForge.TOKEN);
        return config;
    }

    /** Its address; it ends with the JVM. */
    private static String forge() {
        try {
            return StubForge.start().url();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
