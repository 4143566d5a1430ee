/** What a request is about: the facts that a reviewer reads, as plain values, and the title that says them in one line. */
@NullMarked
package dev.sluice.plan.briefing;

import org.jspecify.annotations.NullMarked;
