/** Reads from a cluster which operators are installed there, and by what. */
@NullMarked
package dev.sluice.cluster.operators;

import org.jspecify.annotations.NullMarked;
