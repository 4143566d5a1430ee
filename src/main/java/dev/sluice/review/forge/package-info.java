/** The forges themselves: each speaks the documented API of one product. */
@NullMarked
package dev.sluice.review.forge;

import org.jspecify.annotations.NullMarked;
