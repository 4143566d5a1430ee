/** A set of files becomes a commit on a branch of a remote repository, or nothing at all. */
@NullMarked
package dev.sluice.gitops;

import org.jspecify.annotations.NullMarked;
