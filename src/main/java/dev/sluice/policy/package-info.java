/** What to block and where: settings, ordered rules, verdicts, guards and the proof that rules say what was meant. */
@NullMarked
package dev.sluice.policy;

import org.jspecify.annotations.NullMarked;
