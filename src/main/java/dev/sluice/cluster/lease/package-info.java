/** Which of several instances runs. */
@NullMarked
package dev.sluice.cluster.lease;

import org.jspecify.annotations.NullMarked;
