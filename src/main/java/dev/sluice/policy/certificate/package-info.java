/** Certifies that written rules decide what was meant; shares only address sets and plain values with what makes rules. */
@NullMarked
package dev.sluice.policy.certificate;

import org.jspecify.annotations.NullMarked;
