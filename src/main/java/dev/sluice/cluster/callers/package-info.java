/** Who calls the service, and whether the cluster lets them. */
@NullMarked
package dev.sluice.cluster.callers;

import org.jspecify.annotations.NullMarked;
