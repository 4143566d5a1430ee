package dev.sluice.plan;

import dev.sluice.feed.Document;
import dev.sluice.gitops.Draft;
import dev.sluice.gitops.Mode;
import dev.sluice.plan.briefing.Briefing;
import dev.sluice.plan.briefing.ChangeSummary;
import dev.sluice.plan.briefing.ClusterEffect;
import dev.sluice.plan.briefing.PlannedRequest;
import dev.sluice.plan.briefing.Proposing;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.policy.Guards.Measurement;
import dev.sluice.policy.Risk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Divides what changes into what is committed and what is proposed. */
final class ChangeRouter {

    private final PlanSettings settings;
    private final List<Document> documents;
    private final Computation computed;
    private final GuardCheck guards;
    private final BriefingBuilder briefer;
    private final Predicate<String> held;

    /** @param held tells of the branch of a request whether people hold it */
    ChangeRouter(
            PlanSettings settings,
            List<Document> documents,
            Computation computed,
            GuardCheck guards,
            ChangeFingerprint content,
            Predicate<String> held) {
        this.held = held;
        this.settings = settings;
        this.documents = documents;
        this.computed = computed;
        this.guards = guards;
        this.briefer = new BriefingBuilder(settings, documents, computed, guards, content);
    }

    /** A group and what a reviewer reads about it. */
    private record BriefedChange(ChangeSet group, Briefing briefing) {}

    Plan.Publish of(List<ClusterPlan> clusters, List<RemovedCluster> removed) {
        return switch (settings.mode()) {
            case COMMIT ->
                publish(
                        ChangeSet.of(ChangeSet.each(clusters, removed).stream()
                                .filter(group -> !isHeld(group))
                                .toList()),
                        List.of());
            case PULL_REQUEST -> publish(ChangeSet.of(List.of()), told(grouped(ChangeSet.each(clusters, removed))));
            case BY_RISK -> byRisk(told(ChangeSet.each(clusters, removed)));
        };
    }

    private Plan.Publish byRisk(List<BriefedChange> all) {
        List<ChangeSet> low = new ArrayList<>();
        List<BriefedChange> high = new ArrayList<>();
        for (BriefedChange told : all) {
            switch (told.briefing().risk().level()) {
                case LOW -> {
                    if (!isHeld(told.group())) {
                        low.add(told.group());
                    }
                }
                case HIGH -> high.add(told);
            }
        }
        List<ChangeSet> groups = high.stream().map(BriefedChange::group).toList();
        List<ChangeSet> grouped = grouped(groups);
        // A group that is proposed alone has been briefed already.
        return publish(ChangeSet.of(low), grouped.equals(groups) ? high : told(grouped));
    }

    private Plan.Publish publish(ChangeSet committed, List<BriefedChange> proposed) {
        Optional<Draft> commit = committed.isEmpty()
                ? Optional.empty()
                : Optional.of(draft(committed, guards.readings(committed.clusters())));
        return new Plan.Publish(commit, proposed.stream().map(this::request).toList(), summary(committed, proposed));
    }

    private ChangeSummary summary(ChangeSet committed, List<BriefedChange> proposed) {
        List<ChangeSet> groups = Stream.concat(
                        Stream.of(committed), proposed.stream().map(BriefedChange::group))
                .toList();
        List<ClusterPlan> clusters =
                groups.stream().flatMap(group -> group.clusters().stream()).toList();
        return ChangeSummary.of(
                Stream.concat(
                                clusters.stream().map(ClusterPlan::inShort),
                                groups.stream()
                                        .flatMap(group -> group.removed().stream())
                                        .map(RemovedCluster::inShort))
                        .sorted(Comparator.comparing(ClusterEffect::cluster))
                        .toList(),
                guards.tripped(clusters));
    }

    /** Whether people hold what a cluster is given, by its own request or by the one for all. */
    private boolean isHeld(ChangeSet group) {
        return isHeldAlone(group) || isAllHeld();
    }

    private boolean isHeldAlone(ChangeSet group) {
        return held.test(group.branch(settings.owner()));
    }

    private boolean isAllHeld() {
        return held.test(ChangeSet.of(List.of()).branch(settings.owner()));
    }

    /** What is held by a request of the other grouping is left out: it would be proposed a second time. */
    private List<ChangeSet> grouped(List<ChangeSet> groups) {
        boolean together = settings.proposing().filter(Proposing::isTogether).isPresent();
        if (!together) {
            return groups.isEmpty() || isAllHeld() ? List.of() : groups;
        }
        List<ChangeSet> free =
                groups.stream().filter(group -> !isHeldAlone(group)).toList();
        return free.isEmpty() ? List.of() : List.of(ChangeSet.of(free));
    }

    private Draft draft(ChangeSet group, Collection<Measurement> readings) {
        List<String> overridden = guards.overridden(readings, GuardCheck.removals(group.clusters(), group.removed()));
        return new Draft(
                group.change(),
                new CommitMessage(group, overridden, documents, computed.digest()).message(settings.message()));
    }

    private PlannedRequest request(BriefedChange told) {
        ChangeSet group = told.group();
        Briefing briefing = told.briefing();
        return new PlannedRequest(
                group.subject(),
                group.branch(settings.owner()),
                draft(group, briefing.checks().readings()),
                briefing,
                labels(briefing.risk()));
    }

    private List<BriefedChange> told(List<ChangeSet> groups) {
        return groups.stream()
                .map(group -> new BriefedChange(group, brief(group)))
                .toList();
    }

    private Briefing brief(ChangeSet group) {
        Briefing.ProposalMode mode =
                settings.mode() == Mode.BY_RISK ? Briefing.ProposalMode.BY_RISK : Briefing.ProposalMode.PULL_REQUEST;
        return briefer.brief(group.clusters(), group.removed(), mode, group.branch(settings.owner()));
    }

    private List<String> labels(Risk risk) {
        return Stream.concat(
                        settings.proposing().map(Proposing::labels).orElse(List.of()).stream(), Stream.of(risk.label()))
                .distinct()
                .toList();
    }
}
