package dev.sluice.cluster.impact;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The Loki that keeps one cluster's flows.
 *
 * @param cluster the cluster's name
 * @param gateway http or https, without a path at the end
 * @param token the file that holds the bearer token
 * @param tls the name of a TLS configuration; empty for the default
 */
public record FlowSource(String cluster, URI gateway, Path token, Optional<String> tls) {}
