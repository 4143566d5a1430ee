/** Who may call: bearer tokens, identities and permissions. */
@NullMarked
package dev.sluice.serve.security;

import org.jspecify.annotations.NullMarked;
