/** The commits of the followed branch that changed a folder, and the files that they changed. */
@NullMarked
package dev.sluice.gitops.past;

import org.jspecify.annotations.NullMarked;
