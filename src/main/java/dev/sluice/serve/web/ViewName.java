package dev.sluice.serve.web;

import dev.sluice.serve.security.PagePaths;
import java.util.List;

/** A view's path and what the navigation calls it. */
record ViewName(String path, String words) {

    static final List<ViewName> ALL = List.of(
            new ViewName(PagePaths.OVERVIEW, "Overview"),
            new ViewName(PagePaths.CHANGE, "Change"),
            new ViewName(PagePaths.RULES, "Which rule"),
            new ViewName(PagePaths.HISTORY, "History"),
            new ViewName(PagePaths.CLUSTERS, "Clusters"),
            new ViewName(PagePaths.SETTINGS, "Settings"));
}
