package dev.sluice.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.Utils;
import java.util.Objects;

/**
 * Keeps the proxy of the environment away from a cluster's API, which the client takes for what is meant: it would see the
 * service account's token, and a cluster that its proxy cannot reach would go unseen.
 */
final class DirectApi {

    private DirectApi() {}

    /** The same without a proxy that only the environment or the JVM's properties name. */
    static Config of(Config config) {
        if (Objects.equals(config.getHttpProxy(), environment("http.proxy"))) {
            config.setHttpProxy(null);
        }
        if (Objects.equals(config.getHttpsProxy(), environment("https.proxy"))) {
            config.setHttpsProxy(null);
        }
        return config;
    }

    /** As the client reads it: a property, else the variable of that name. */
    private static String environment(String name) {
        return Utils.getSystemPropertyOrEnvVar(name, Utils.getSystemPropertyOrEnvVar("all.proxy"));
    }
}
