/** What forges report: webhooks, verified as each forge documents it, and what they start. */
@NullMarked
package dev.sluice.serve.hooks;

import org.jspecify.annotations.NullMarked;
