/** What was published and how runs ended, over time. */
@NullMarked
package dev.sluice.run.history;

import org.jspecify.annotations.NullMarked;
