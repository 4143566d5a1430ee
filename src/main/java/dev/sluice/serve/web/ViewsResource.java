package dev.sluice.serve.web;

import dev.sluice.cluster.lease.Leadership;
import dev.sluice.follow.FollowedCluster;
import dev.sluice.follow.VerificationStore;
import dev.sluice.plan.BranchFirewalls;
import dev.sluice.plan.Computation;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.policy.Rule;
import dev.sluice.policy.Selection;
import dev.sluice.ranges.IpSet;
import dev.sluice.run.RunReport;
import dev.sluice.run.RunService;
import dev.sluice.serve.api.ClusterReport;
import dev.sluice.serve.api.ImpactReport;
import dev.sluice.serve.api.StandBy;
import dev.sluice.serve.security.PagePaths;
import dev.sluice.serve.security.Permissions;
import io.quarkus.security.PermissionsAllowed;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The views of the page. The instance that leads knows what to show; others say that they do not. */
@Path("/")
public class ViewsResource {

    private final RunService runs;
    private final VerificationStore verifications;
    private final Leadership leadership;
    private final PlanSettings settings;
    private final EffectiveConfiguration configuration;
    private final OverviewBuilder overviews;
    private final PageRenderer pages;
    private final Session session;
    private final Clock clock;

    ViewsResource(
            RunService runs,
            VerificationStore verifications,
            Leadership leadership,
            PlanSettings settings,
            EffectiveConfiguration configuration,
            OverviewBuilder overviews,
            PageRenderer pages,
            Session session,
            Clock clock) {
        this.runs = runs;
        this.verifications = verifications;
        this.leadership = leadership;
        this.settings = settings;
        this.configuration = configuration;
        this.overviews = overviews;
        this.pages = pages;
        this.session = session;
        this.clock = clock;
    }

    @GET
    @PermitAll
    public Response overview(@QueryParam("done") @Nullable String done) {
        if (session.user().isEmpty()) {
            return pages.page("welcome", "Overview", PagePaths.OVERVIEW, overviews.names());
        }
        return leadership.isLeader()
                ? pages.page(
                        "overview", "Overview", PagePaths.OVERVIEW, overviews.overview(session::may, Done.of(done)))
                : standBy(PagePaths.OVERVIEW);
    }

    @GET
    @Path("change")
    @PermissionsAllowed(Permissions.GET_RUNS)
    public Response change() {
        Optional<BranchFirewalls> branch = runs.branch();
        if (!leadership.isLeader()) {
            return standBy(PagePaths.CHANGE);
        }
        return branch.map(known -> pages.page("change", "Change", PagePaths.CHANGE, pending(known)))
                .orElseGet(() -> unread(PagePaths.CHANGE));
    }

    private ChangePage pending(BranchFirewalls branch) {
        SortedMap<String, SortedMap<String, List<Rule>>> after = new TreeMap<>(branch.published());
        Optional<BranchFirewalls.Pending> pending = branch.pending();
        pending.ifPresent(plan -> plan.firewalls().forEach((cluster, firewalls) -> {
            SortedMap<String, List<Rule>> all =
                    new TreeMap<>(branch.published().getOrDefault(cluster, new TreeMap<>()));
            all.putAll(firewalls);
            after.put(cluster, all);
        }));
        AddressChange change = AddressChange.between(
                branch.published(),
                after,
                branch.selections(),
                pending.map(BranchFirewalls.Pending::selection).stream().toList());
        String subject = pending.map(plan -> "A plan that is " + word(plan.state()))
                .orElse("Nothing waits; this is what is published");
        List<String> message = runs.reports().stream()
                .limit(1)
                .flatMap(report -> Stream.ofNullable(report.held()))
                .flatMap(held -> held.message().lines())
                .toList();
        return ChangePage.of(subject, message, change, IpSet.of(settings.block().exempt()));
    }

    private static String word(BranchFirewalls.PendingState state) {
        return state == BranchFirewalls.PendingState.FAILED
                ? "not published yet"
                : state.name().toLowerCase(Locale.ROOT);
    }

    @GET
    @Path("rules")
    @PermissionsAllowed(Permissions.GET_RUNS)
    public Response rules(@QueryParam("address") @Nullable String address) {
        if (!leadership.isLeader()) {
            return standBy(PagePaths.RULES);
        }
        return runs.branch()
                .map(branch -> pages.page("rules", "Which rule", PagePaths.RULES, answer(address, branch)))
                .orElseGet(() -> unread(PagePaths.RULES));
    }

    private RulesPage answer(@Nullable String address, BranchFirewalls branch) {
        if (address == null || address.isBlank()) {
            return RulesPage.unasked();
        }
        String asked = address.strip();
        List<Selection> scoped =
                runs.computation().map(Computation::selection).stream().toList();
        try {
            return RulesPage.of(asked, HostAddresses.of(asked), branch, scoped);
        } catch (IllegalArgumentException e) {
            return RulesPage.refused(asked, String.valueOf(e.getMessage()));
        }
    }

    @GET
    @Path("clusters")
    @PermissionsAllowed(Permissions.GET_CLUSTERS)
    public Response clusters() {
        if (!leadership.isLeader()) {
            return standBy(PagePaths.CLUSTERS);
        }
        boolean mayImpact = session.may(Permissions.GET_IMPACT);
        List<ClustersPage.ClusterView> views = verifications.latest().stream()
                .map((FollowedCluster cluster) -> ClustersPage.view(ClusterReport.of(cluster), clock.instant()))
                .toList();
        List<ImpactReport> impacts =
                mayImpact ? runs.impacts().stream().map(ImpactReport::of).toList() : List.of();
        return pages.page(
                "clusters",
                "Clusters",
                PagePaths.CLUSTERS,
                new ClustersPage(views, impacts, mayImpact ? List.of() : List.of("observed flows")));
    }

    @GET
    @Path("settings")
    @PermissionsAllowed(Permissions.GET_RUNS)
    public Response settings() {
        List<String> warnings = new ArrayList<>(configuration.warnings());
        runs.reports().stream()
                .limit(1)
                .flatMap((RunReport report) -> report.warnings().stream())
                .filter(warning -> !warnings.contains(warning))
                .forEach(warnings::add);
        return pages.page(
                "settings",
                "Settings",
                PagePaths.SETTINGS,
                SettingsPage.of(warnings, configuration.settings().get()));
    }

    private Response unread(String path) {
        return pages.error(
                Response.Status.SERVICE_UNAVAILABLE.getStatusCode(),
                path,
                new ErrorPage("No run has read what is published yet.", false, path, true));
    }

    private Response standBy(String path) {
        return pages.error(
                Response.Status.SERVICE_UNAVAILABLE.getStatusCode(),
                path,
                new ErrorPage("This instance does not lead: " + StandBy.leader(leadership) + ".", false, path, true));
    }
}
