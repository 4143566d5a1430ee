/** Text that others wrote, made fit for logs, reports and messages. */
@NullMarked
package dev.sluice.text;

import org.jspecify.annotations.NullMarked;
