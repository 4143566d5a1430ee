/** The start: arguments, exit codes, and the wiring of the parts. */
@NullMarked
package dev.sluice;

import org.jspecify.annotations.NullMarked;
