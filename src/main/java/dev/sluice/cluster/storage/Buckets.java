package dev.sluice.cluster.storage;

import dev.sluice.proxy.Proxies;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The buckets of an S3 server. Only what a Secret says counts: no profile and no variable of the environment does. */
final class Buckets implements AutoCloseable {

    /** Servers that know no regions take any; this one needs no constraint when a bucket is created. */
    private static final String DEFAULT_REGION = "us-east-1";

    private final ObjectStorage storage;
    private final SdkHttpClient http;
    private final S3Client client;

    /** @param timeout for each call */
    Buckets(ObjectStorage storage, Optional<TrustManager[]> trusted, Proxies proxies, Duration timeout) {
        SdkHttpClient http = UrlConnectionHttpClient.create(new BucketConnections(trusted, proxies, timeout));
        this.storage = storage;
        this.http = http;
        this.client = S3Client.builder()
                .httpClient(http)
                .endpointOverride(storage.endpoint())
                .region(Region.of(storage.region().orElse(DEFAULT_REGION)))
                .forcePathStyle(storage.pathStyle())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(storage.accessKeyId(), storage.accessKeySecret())))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .overrideConfiguration(options -> options.apiCallTimeout(timeout)
                        .apiCallAttemptTimeout(timeout)
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .defaultProfileFile(ProfileFile.aggregator().build()))
                .build();
    }

    /** @throws S3Exception if the server refuses to say */
    boolean exists(String bucket) {
        try {
            client.headBucket(request -> request.bucket(bucket));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                return false;
            }
            throw e;
        }
    }

    /** @throws S3Exception if the server refuses */
    void create(String bucket) {
        client.createBucket(request -> {
            request.bucket(bucket);
            storage.region()
                    .filter(region -> !region.equals(DEFAULT_REGION))
                    .ifPresent(region -> request.createBucketConfiguration(
                            configuration -> configuration.locationConstraint(region)));
        });
    }

    @Override
    public void close() {
        client.close();
        http.close();
    }
}
