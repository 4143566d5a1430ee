/** What the firewalls of a fleet denied after each commit of the followed branch. */
@NullMarked
package dev.sluice.plan.history;

import org.jspecify.annotations.NullMarked;
