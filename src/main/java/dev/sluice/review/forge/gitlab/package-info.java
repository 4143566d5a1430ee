/** Merge requests on GitLab. */
@NullMarked
package dev.sluice.review.forge.gitlab;

import org.jspecify.annotations.NullMarked;
