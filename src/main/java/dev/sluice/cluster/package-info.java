/** What clusters say: bounded calls of Kubernetes APIs, and only those that the service's role allows. */
@NullMarked
package dev.sluice.cluster;

import org.jspecify.annotations.NullMarked;
