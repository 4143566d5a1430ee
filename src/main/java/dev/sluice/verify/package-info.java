/** Checks a checkout of the repository: whether each firewall in it decides what was meant. */
@NullMarked
package dev.sluice.verify;

import org.jspecify.annotations.NullMarked;
