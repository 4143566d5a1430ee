/** The health checks behind the probes and the question whether all is well. */
@NullMarked
package dev.sluice.serve.health;

import org.jspecify.annotations.NullMarked;
