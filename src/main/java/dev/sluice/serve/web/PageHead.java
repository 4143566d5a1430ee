package dev.sluice.serve.web;

import java.util.List;

/**
 * What every view shows around its content.
 *
 * @param view its path
 * @param user who has signed in; empty where nobody has
 * @param seal what forms carry; empty where there are none
 * @param byProxy whether a proxy signs users in and out
 * @param notes what is to be said first, each a sentence
 */
public record PageHead(String title, String view, String user, String seal, boolean byProxy, List<String> notes) {

    public PageHead {
        notes = List.copyOf(notes);
    }

    /** An entry of the navigation. */
    public record NavigationEntry(String path, String words, boolean isCurrent) {}

    public List<NavigationEntry> entries() {
        return ViewName.ALL.stream()
                .map(name -> new NavigationEntry(
                        name.path(), name.words(), name.path().equals(view)))
                .toList();
    }

    public boolean signedIn() {
        return !user.isEmpty();
    }
}
