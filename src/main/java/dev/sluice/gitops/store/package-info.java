/** Where fetched objects lie, during a run and between runs. */
@NullMarked
package dev.sluice.gitops.store;

import org.jspecify.annotations.NullMarked;
