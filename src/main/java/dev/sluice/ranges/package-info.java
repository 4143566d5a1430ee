/** IP addresses, prefixes and immutable sets of them with an exact algebra, on the JDK alone. */
@NullMarked
package dev.sluice.ranges;

import org.jspecify.annotations.NullMarked;
