/** The kinds of Kubernetes objects, references to objects, and EgressFirewalls as text, written and read. */
@NullMarked
package dev.sluice.manifest;

import org.jspecify.annotations.NullMarked;
