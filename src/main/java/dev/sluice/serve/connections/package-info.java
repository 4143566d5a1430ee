/** How many connections are open at a time, and how long each may take over a request. */
@NullMarked
package dev.sluice.serve.connections;

import org.jspecify.annotations.NullMarked;
