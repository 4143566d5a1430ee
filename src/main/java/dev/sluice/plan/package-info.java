/** What must change: compares the rendered with the published, checks guards, proves rules, and routes changes to a commit or a request. */
@NullMarked
package dev.sluice.plan;

import org.jspecify.annotations.NullMarked;
