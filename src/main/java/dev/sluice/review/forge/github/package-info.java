/** Pull requests on GitHub, and what other forges copied of its API. */
@NullMarked
package dev.sluice.review.forge.github;

import org.jspecify.annotations.NullMarked;
