/** Messages to people and to other programs about changes of state: what is news, in whose format, and who got it. */
@NullMarked
package dev.sluice.notify;

import org.jspecify.annotations.NullMarked;
