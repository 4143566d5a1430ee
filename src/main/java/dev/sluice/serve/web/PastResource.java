package dev.sluice.serve.web;

import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.ranges.IpSet;
import dev.sluice.review.RepositoryPages;
import dev.sluice.run.history.HistoryService;
import dev.sluice.run.history.PastChangeReader;
import dev.sluice.run.history.PastChangeReader.PastChange;
import dev.sluice.serve.api.HistoryReport;
import dev.sluice.serve.security.PagePaths;
import dev.sluice.serve.security.Permissions;
import dev.sluice.text.ExplainedException;
import dev.sluice.text.OutsideText;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;

/** The views of the past; every instance reads it from Git. */
@Path("/")
public class PastResource {

    private final HistoryService history;
    private final PastChangeReader changes;
    private final RepositoryPages commits;
    private final PlanSettings settings;
    private final PageRenderer pages;
    private final Clock clock;

    PastResource(
            HistoryService history,
            PastChangeReader changes,
            RepositoryPages commits,
            PlanSettings settings,
            PageRenderer pages,
            Clock clock) {
        this.history = history;
        this.changes = changes;
        this.commits = commits;
        this.settings = settings;
        this.pages = pages;
        this.clock = clock;
    }

    @GET
    @Path("history")
    @PermissionsAllowed(Permissions.GET_RUNS)
    public Response history() {
        HistoryReport report = HistoryReport.of(history.history(), commits::commit);
        return pages.page("history", "History", PagePaths.HISTORY, HistoryPage.of(report, clock.instant()));
    }

    /** What one commit changed. */
    @GET
    @Path("change/{commit: [0-9a-f]{40}}")
    @PermissionsAllowed(Permissions.GET_RUNS)
    public Response change(@PathParam("commit") String commit) {
        try {
            return changes.of(commit)
                    .map(change -> pages.page(
                            "change", "Commit " + commit.substring(0, 7), PagePaths.CHANGE, page(commit, change)))
                    .orElseGet(() -> refused(404, "The branch has no such commit, as far as its past is read."));
        } catch (ExplainedException e) {
            return refused(503, "Git cannot be read now: " + e.getMessage() + ".");
        }
    }

    private ChangePage page(String commit, PastChange change) {
        List<String> message = change.message().lines().map(OutsideText::line).toList();
        return ChangePage.of(
                "What commit " + commit.substring(0, 7) + " changed",
                message,
                AddressChange.between(
                        change.before().published(),
                        change.after().published(),
                        change.before().selections(),
                        change.after().selections()),
                IpSet.of(settings.block().exempt()));
    }

    private Response refused(int status, String words) {
        return pages.error(status, PagePaths.CHANGE, new ErrorPage(words, false, PagePaths.HISTORY, status >= 500));
    }
}
