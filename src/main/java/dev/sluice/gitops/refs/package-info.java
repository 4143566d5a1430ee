/** Refs of the remote that are no branches: what Sluice keeps there, for itself and for people. */
@NullMarked
package dev.sluice.gitops.refs;

import org.jspecify.annotations.NullMarked;
