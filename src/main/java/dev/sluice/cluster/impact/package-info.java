/** What a change of rules would have done to the flows that Loki remembers. */
@NullMarked
package dev.sluice.cluster.impact;

import org.jspecify.annotations.NullMarked;
