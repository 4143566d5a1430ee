package dev.sluice.feed;

import java.util.List;

/** What fetching all feeds of a run came to. */
public sealed interface Reading {

    /** Every feed is here, and goog and cloud belong to the same publication. */
    record Agreed(List<Document> documents) implements Reading {

        public Agreed {
            documents = List.copyOf(documents);
        }
    }

    /** goog and cloud are of different publications, and stayed so. */
    record Apart(List<Document> documents) implements Reading {

        public Apart {
            documents = List.copyOf(documents);
        }
    }
}
