/** What runs look like from outside: HTTP resources and who may call them, health and metrics. */
@NullMarked
package dev.sluice.sync.http;

import org.jspecify.annotations.NullMarked;
