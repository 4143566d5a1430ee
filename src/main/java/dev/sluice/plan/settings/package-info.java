/** What decides a plan: its keys are read into values, or into a list of mistakes. */
@NullMarked
package dev.sluice.plan.settings;

import org.jspecify.annotations.NullMarked;
