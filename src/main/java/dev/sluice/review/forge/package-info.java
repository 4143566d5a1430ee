/** The forges: one class for each API, each listed in the registry. */
@NullMarked
package dev.sluice.review.forge;

import org.jspecify.annotations.NullMarked;
