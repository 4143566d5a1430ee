/** One run from the feeds to its outcome, and what comes with it: schedule, retries, reports, freshness. */
@NullMarked
package dev.sluice.run;

import org.jspecify.annotations.NullMarked;
