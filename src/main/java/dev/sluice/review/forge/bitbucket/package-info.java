/** Pull requests on Bitbucket Data Center and Bitbucket Cloud. */
@NullMarked
package dev.sluice.review.forge.bitbucket;

import org.jspecify.annotations.NullMarked;
