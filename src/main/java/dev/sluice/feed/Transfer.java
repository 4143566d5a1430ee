package dev.sluice.feed;

import java.time.Duration;

/**
 * Limits of one fetch.
 *
 * @param connectTimeout how long connecting may take
 * @param timeout until the whole document is here
 * @param maxBytes the largest document that is read
 */
public record Transfer(Duration connectTimeout, Duration timeout, int maxBytes) {}
