/** Rules and settings become manifest files: a path and a text each, the same bytes for the same meaning. */
@NullMarked
package dev.sluice.render;

import org.jspecify.annotations.NullMarked;
