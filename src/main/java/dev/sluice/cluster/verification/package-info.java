/** Whether a cluster does what was committed for it. */
@NullMarked
package dev.sluice.cluster.verification;

import org.jspecify.annotations.NullMarked;
