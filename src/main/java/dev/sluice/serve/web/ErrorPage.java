package dev.sluice.serve.web;

/**
 * Why a request was not answered.
 *
 * @param words a sentence
 * @param signIn whether to sign in may help
 * @param to where to go on after signing in
 * @param again whether to ask again may help
 */
public record ErrorPage(String words, boolean signIn, String to, boolean again) {}
