/** The forges: one class for each API, declared by a {@code ForgeProvider} and listed in {@code ForgeRegistry}. */
@NullMarked
package dev.sluice.review.forge;

import org.jspecify.annotations.NullMarked;
