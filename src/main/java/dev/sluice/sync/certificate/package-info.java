/** Checks a checkout of the repository: whether each firewall in it decides what was meant. */
@NullMarked
package dev.sluice.sync.certificate;

import org.jspecify.annotations.NullMarked;
