/** What every forge's class is made of: calls that wait, repeat and explain, pages, and how a kind of forge is declared. */
@NullMarked
package dev.sluice.review.forge.calls;

import org.jspecify.annotations.NullMarked;
