/** Pull requests on Gitea and Forgejo. */
@NullMarked
package dev.sluice.review.forge.gitea;

import org.jspecify.annotations.NullMarked;
