/** Messages to people and to other programs about changes of state: what is news, in whose format, and who was told. */
@NullMarked
package dev.sluice.notify;

import org.jspecify.annotations.NullMarked;
