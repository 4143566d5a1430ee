package dev.sluice.review.body;

/**
 * How people answer a request on its forge, in the imperative and in Markdown.
 *
 * @param hold how they let it wait
 * @param again how they have it proposed again
 */
public record AnswerAdvice(String hold, String again) {

    /** Of a forge with labels. */
    static final AnswerAdvice BY_LABELS = new AnswerAdvice("set the label `hold`", "set the label `propose-again`");
}
