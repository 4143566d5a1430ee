package dev.sluice.cluster.storage;

import dev.sluice.config.WebAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the Secret of a LokiStack says about its S3 storage.
 *
 * @param endpoint http or https, without a path
 * @param region empty where the Secret names none
 * @param pathStyle whether buckets are named in the path rather than in the host's name
 * @see <a href="https://docs.redhat.com/en/documentation/red_hat_openshift_logging/6.4/html/configuring_logging/configuring-lokistack-storage">OpenShift
 *     Logging, object storage</a>
 */
record ObjectStorage(
        URI endpoint,
        Optional<String> region,
        List<String> buckets,
        String accessKeyId,
        String accessKeySecret,
        boolean pathStyle) {

    static final Set<String> REQUIRED = Set.of("bucketnames", "endpoint", "access_key_id", "access_key_secret");

    private static final String AMAZON = ".amazonaws.com";

    ObjectStorage {
        buckets = List.copyOf(buckets);
    }

    /** @throws IllegalArgumentException naming the keys that are missing or wrong, never a credential */
    static ObjectStorage of(Map<String, String> keys) {
        List<String> missing = REQUIRED.stream()
                .filter(key -> keys.getOrDefault(key, "").isBlank())
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("lacks " + String.join(", ", missing));
        }
        URI endpoint = endpoint(keys.get("endpoint").strip());
        return new ObjectStorage(
                endpoint,
                Optional.ofNullable(keys.get("region")).map(String::strip).filter(region -> !region.isEmpty()),
                Arrays.stream(keys.get("bucketnames").split(","))
                        .map(String::strip)
                        .filter(bucket -> !bucket.isEmpty())
                        .toList(),
                keys.get("access_key_id").strip(),
                keys.get("access_key_secret").strip(),
                Optional.ofNullable(keys.get("forcepathstyle"))
                        .map(text -> text.strip().equalsIgnoreCase("true"))
                        .orElse(!endpoint.getHost().endsWith(AMAZON)));
    }

    private static URI endpoint(String text) {
        return WebAddress.of(text)
                .filter(WebAddress::isBare)
                .map(WebAddress::site)
                .orElseThrow(() -> new IllegalArgumentException( // the text may hold a credential
                        "has an endpoint that is not http:// or https:// and a host, without a path"));
    }

    @Override
    public String toString() {
        return "buckets " + String.join(", ", buckets) + " at " + endpoint;
    }
}
