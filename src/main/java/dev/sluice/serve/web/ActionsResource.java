package dev.sluice.serve.web;

import dev.sluice.cluster.lease.Leadership;
import dev.sluice.gitops.GitException;
import dev.sluice.run.AcceptanceService;
import dev.sluice.run.AcceptanceService.Accepted;
import dev.sluice.run.AcceptanceService.NotWaiting;
import dev.sluice.run.ProposalService;
import dev.sluice.run.ProposalService.HasRequest;
import dev.sluice.run.ProposalService.NotProposed;
import dev.sluice.run.RunService;
import dev.sluice.serve.api.StandBy;
import dev.sluice.serve.security.CallerName;
import dev.sluice.serve.security.PagePaths;
import dev.sluice.serve.security.Permissions;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
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
    private final AcceptanceService acceptances;
    private final ProposalService proposals;
    private final SecurityIdentity caller;
    private final Leadership leadership;
    private final PageRenderer pages;
    private final Session session;

    /** @param caller of the present request */
    ActionsResource(
            RunService runs,
            AcceptanceService acceptances,
            ProposalService proposals,
            SecurityIdentity caller,
            Leadership leadership,
            PageRenderer pages,
            Session session) {
        this.runs = runs;
        this.acceptances = acceptances;
        this.proposals = proposals;
        this.caller = caller;
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

    /** Lets the change that the form was shown for pass at the next run; another one that waits by now does not. */
    @POST
    @Path("accept")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @PermissionsAllowed(Permissions.CREATE_ACCEPTANCES)
    public Response accept(@FormParam("digest") @Nullable String digest, @FormParam("seal") @Nullable String seal) {
        if (!session.hasMade(seal)) {
            return refused(403, UNSEALED);
        }
        if (!leadership.isLeader()) {
            return refused(503, "This instance does not lead: " + StandBy.leader(leadership) + ".");
        }
        try {
            return switch (acceptances.accept(digest == null ? "" : digest, CallerName.of(caller))) {
                case Accepted accepted ->
                    Response.seeOther(URI.create(PagePaths.OVERVIEW + "?" + Done.ACCEPTED.query()))
                            .build();
                case NotWaiting other -> refused(409, "This change does not wait any more: look at what does.");
            };
        } catch (IllegalArgumentException e) {
            return refused(400, "This is no change's digest.");
        } catch (GitException e) {
            return refused(503, "Git does not take it: " + e.explanation() + ".");
        }
    }

    /** Opens a request for the change that the form was shown for; the answer comes when a run has done it. */
    @POST
    @Path("propose")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @PermissionsAllowed(Permissions.CREATE_ACCEPTANCES)
    public Response propose(@FormParam("digest") @Nullable String digest, @FormParam("seal") @Nullable String seal) {
        if (!session.hasMade(seal)) {
            return refused(403, UNSEALED);
        }
        if (!leadership.isLeader()) {
            return refused(503, "This instance does not lead: " + StandBy.leader(leadership) + ".");
        }
        try {
            return switch (proposals.propose(digest == null ? "" : digest, CallerName.of(caller))) {
                case HasRequest open ->
                    Response.seeOther(URI.create(PagePaths.OVERVIEW + "?" + Done.PROPOSED.query()))
                            .build();
                case NotProposed(String why) -> refused(409, "There is no request for this change: " + why + ".");
            };
        } catch (IllegalArgumentException e) {
            return refused(400, "This is no change's digest.");
        }
    }

    private Response refused(int status, String words) {
        return pages.error(status, PagePaths.OVERVIEW, new ErrorPage(words, false, PagePaths.OVERVIEW, true));
    }
}
