package dev.sluice.review.forge;

/**
 * How one product wants to be spoken to and of.
 *
 * @param header the name of the header that carries the token
 * @param scheme what stands before the token in it, with a blank behind; empty for nothing
 * @param permission what the token must be allowed to do, in the product's own words
 */
record ForgeAuth(String header, String scheme, String permission) {}
