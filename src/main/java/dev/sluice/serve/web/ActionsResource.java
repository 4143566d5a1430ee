package dev.sluice.serve.web;

import dev.sluice.cluster.lease.Leadership;
import dev.sluice.run.RunService;
import dev.sluice.serve.api.StandBy;
import dev.sluice.serve.security.PagePaths;
import dev.sluice.serve.security.Permissions;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What can be done on the page; each form carries the seal of the session that it was shown in. */
@Path("/")
public class ActionsResource {

    static final String UNSEALED = "This form is of another session: load the page again, and repeat what you did.";

    private final RunService runs;
    private final Leadership leadership;
    private final PageRenderer pages;
    private final Session session;

    ActionsResource(RunService runs, Leadership leadership, PageRenderer pages, Session session) {
        this.runs = runs;
        this.leadership = leadership;
        this.pages = pages;
        this.session = session;
    }

    /** Does a run; the answer comes when it has ended. */
    @POST
    @Path("run")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @PermissionsAllowed(Permissions.CREATE_RUNS)
    public Response run(@FormParam("seal") @Nullable String seal) {
        if (!session.hasMade(seal)) {
            return refused(403, UNSEALED);
        }
        if (!leadership.isLeader()) {
            return refused(503, "This instance does not lead: " + StandBy.leader(leadership) + ".");
        }
        return runs.start()
                .map(finished ->
                        Response.seeOther(URI.create(PagePaths.OVERVIEW)).build())
                .orElseGet(() -> refused(409, "A run is under way."));
    }

    private Response refused(int status, String words) {
        return pages.error(status, PagePaths.OVERVIEW, new ErrorPage(words, false, PagePaths.OVERVIEW, true));
    }
}
