/** Pull requests on Azure DevOps, its service and its server. */
@NullMarked
package dev.sluice.review.forge.azure;

import org.jspecify.annotations.NullMarked;
