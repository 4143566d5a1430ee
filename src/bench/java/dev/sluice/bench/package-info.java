/** Measures the set algebra and commits: by JMH in process, and as whole processes beside other tools; no part of the service. */
@NullMarked
package dev.sluice.bench;

import org.jspecify.annotations.NullMarked;
