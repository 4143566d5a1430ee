/** Verification after a sync: rounds, the state of each cluster, and who learns of a change. */
@NullMarked
package dev.sluice.follow;

import org.jspecify.annotations.NullMarked;
