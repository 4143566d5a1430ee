/** The metrics that Prometheus scrapes. */
@NullMarked
package dev.sluice.serve.metrics;

import org.jspecify.annotations.NullMarked;
