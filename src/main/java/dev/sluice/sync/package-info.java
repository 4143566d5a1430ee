/** The run that strings everything together: feed, ranges, policy, render, gitops; its schedule and its outcome. */
@NullMarked
package dev.sluice.sync;

import org.jspecify.annotations.NullMarked;
