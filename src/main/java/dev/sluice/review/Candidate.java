package dev.sluice.review;

import dev.sluice.gitops.Draft;
import java.util.List;

/**
 * A change that waits for a person to merge it.
 *
 * @param subject whom it is for: a cluster, or {@code all}
 * @param branch the short name of the branch that it waits on
 * @param content identifies what is proposed, in hexadecimal: equal contents make equal requests
 * @param labels those that a request for it carries beside what people gave it
 */
public record Candidate(String subject, String branch, Draft draft, String content, Words words, List<String> labels) {

    /** What a request for it says; written only where something must be said. */
    public interface Words {

        /** One line. */
        String title();

        /**
         * Markdown that ends in the marker of the content.
         *
         * @param limit the most characters
         */
        String body(int limit);
    }

    public Candidate {
        labels = List.copyOf(labels);
    }
}
