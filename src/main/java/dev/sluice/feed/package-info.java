/** Published range documents: fetched, checked entry by entry, and parsed. */
@NullMarked
package dev.sluice.feed;

import org.jspecify.annotations.NullMarked;
