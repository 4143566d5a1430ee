package dev.sluice.review.forge.calls;

/**
 * How calls to a forge are authorized.
 *
 * @param header the name of the header that carries the token
 * @param scheme comes before the token in the header, with a blank at its end; may be empty
 * @param permission what the token must be allowed to do, in the forge's own terms
 */
public record ForgeAuth(String header, String scheme, String permission) {}
