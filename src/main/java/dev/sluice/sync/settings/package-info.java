/** The configuration of a run: raw keys and values become settings, or a list of everything that is wrong with them. */
@NullMarked
package dev.sluice.sync.settings;

import org.jspecify.annotations.NullMarked;
