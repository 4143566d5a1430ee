/** How a Git server is reached: over http or ssh, with which keys, trust and credentials, and nothing of the machine's. */
@NullMarked
package dev.sluice.gitops.transport;

import org.jspecify.annotations.NullMarked;
