/** The configuration: raw keys and values become settings, or a list of everything that is wrong with them. */
@NullMarked
package dev.sluice.config;

import org.jspecify.annotations.NullMarked;
