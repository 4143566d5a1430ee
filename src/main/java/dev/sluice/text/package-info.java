/** Text that others wrote, made fit for logs, reports and messages; and text that many files share. */
@NullMarked
package dev.sluice.text;

import org.jspecify.annotations.NullMarked;
