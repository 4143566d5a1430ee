/** The command line: which words mean what, their help, and what is answered without configuration. */
@NullMarked
package dev.sluice.command;

import org.jspecify.annotations.NullMarked;
