package dev.sluice.serve.web;

/**
 * One key of the configuration.
 *
 * @param value without a secret
 * @param source where it comes from, for people
 * @param isDefault whether nobody gave it
 */
public record EffectiveSetting(String key, String value, String source, boolean isDefault) {}
