/** Reads from a cluster which networks it has. */
@NullMarked
package dev.sluice.cluster.networks;

import org.jspecify.annotations.NullMarked;
