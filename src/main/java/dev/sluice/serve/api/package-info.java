/** The HTTP resources and what they return. */
@NullMarked
package dev.sluice.serve.api;

import org.jspecify.annotations.NullMarked;
