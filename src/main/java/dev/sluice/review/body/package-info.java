/** What a request says: a briefing of plain values becomes a title and a Markdown body that nothing from outside can forge. */
@NullMarked
package dev.sluice.review.body;

import org.jspecify.annotations.NullMarked;
