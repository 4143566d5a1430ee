/** A change becomes a pull request on a forge: one living request for each cluster, and the words that a reviewer reads. */
@NullMarked
package dev.sluice.review;

import org.jspecify.annotations.NullMarked;
