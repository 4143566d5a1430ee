/** Through which proxy a server is reached, and which servers without one. */
@NullMarked
package dev.sluice.proxy;

import org.jspecify.annotations.NullMarked;
