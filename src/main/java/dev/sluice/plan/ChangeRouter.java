package dev.sluice.plan;

import dev.sluice.feed.Document;
import dev.sluice.gitops.Draft;
import dev.sluice.gitops.Mode;
import dev.sluice.gitops.refs.ChangeAcceptance;
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
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Divides what changes into what is committed and what is proposed. */
final class ChangeRouter {

    private final PlanSettings settings;
    private final List<Document> documents;
    private final Computation computed;
    private final GuardCheck guards;
    private final BriefingBuilder briefer;
    private final Predicate<String> held;
    private final Function<String, Optional<ChangeAcceptance>> accepted;

    /**
     * @param held tells of the branch of a request whether people hold it
     * @param accepted who accepted the change with a digest; empty where no one did
     */
    ChangeRouter(
            PlanSettings settings,
            List<Document> documents,
            Computation computed,
            GuardCheck guards,
            ChangeFingerprint content,
            Predicate<String> held,
            Function<String, Optional<ChangeAcceptance>> accepted) {
        this.held = held;
        this.accepted = accepted;
        this.settings = settings;
        this.documents = documents;
        this.computed = computed;
        this.guards = guards;
        this.briefer = new BriefingBuilder(settings, documents, computed, guards, content);
    }

    /** A group and what a reviewer reads about it. */
    private record BriefedChange(ChangeSet group, Briefing briefing) {}

    /** What of a change people do not hold. */
    ChangeSet free(List<ClusterPlan> clusters, List<RemovedCluster> removed) {
        return ChangeSet.of(ChangeSet.each(clusters, removed).stream()
                .filter(group -> !isHeld(group))
                .toList());
    }

    /** @param acceptance lets all of it pass; empty where no one had to */
    Plan.Publish of(List<ClusterPlan> clusters, List<RemovedCluster> removed, Optional<ChangeAcceptance> acceptance) {
        List<ChangeSet> each = ChangeSet.each(clusters, removed);
        return switch (settings.mode()) {
            case COMMIT ->
                publish(free(clusters, removed), List.of(), acceptance.stream().toList());
            case PULL_REQUEST -> split(List.of(), told(grouped(each)), acceptance);
            case BY_RISK -> byRisk(told(each), acceptance);
        };
    }

    /**
     * What a person may have proposed of a change that is held instead of being committed; like an acceptance, it is of all of it.
     *
     * @param effect the digest under which a person accepts it
     * @return empty where there is no forge, or people hold all of it
     */
    Optional<PlannedRequest> onDemand(ChangeSet free, String effect) {
        return settings.mode() != Mode.COMMIT || settings.proposing().isEmpty() || free.isEmpty()
                ? Optional.empty()
                : Optional.of(request(new BriefedChange(free, brief(free).under(effect))));
    }

    /** Commits what a person accepted as it is, like what needs no person, and proposes the rest. */
    private Plan.Publish split(List<ChangeSet> low, List<BriefedChange> high, Optional<ChangeAcceptance> acceptance) {
        List<ChangeSet> committed = new ArrayList<>(low);
        List<BriefedChange> proposed = new ArrayList<>();
        List<ChangeAcceptance> acceptances = new ArrayList<>(acceptance.stream().toList());
        for (BriefedChange told : high) {
            Optional<ChangeAcceptance> own = isHeld(told.group())
                    ? Optional.empty()
                    : accepted.apply(told.briefing().content());
            own.ifPresentOrElse(
                    found -> {
                        committed.add(told.group());
                        acceptances.add(found);
                    },
                    () -> proposed.add(told));
        }
        return publish(ChangeSet.of(committed), proposed, acceptances);
    }

    private Plan.Publish byRisk(List<BriefedChange> all, Optional<ChangeAcceptance> acceptance) {
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
        return split(low, grouped.equals(groups) ? high : told(grouped), acceptance);
    }

    private Plan.Publish publish(
            ChangeSet committed, List<BriefedChange> proposed, List<ChangeAcceptance> acceptances) {
        Optional<String> by = acceptances.isEmpty()
                ? Optional.empty()
                : Optional.of(acceptances.stream()
                        .map(ChangeAcceptance::by)
                        .distinct()
                        .collect(Collectors.joining(", ")));
        Optional<Draft> commit = committed.isEmpty()
                ? Optional.empty()
                : Optional.of(draft(committed, guards.readings(committed.clusters()), by));
        Set<String> effects = Stream.concat(
                        acceptances.stream().map(ChangeAcceptance::digest),
                        proposed.stream().map(told -> told.briefing().content()))
                .collect(Collectors.toSet());
        return new Plan.Publish(
                commit, proposed.stream().map(this::request).toList(), summary(committed, proposed), effects);
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

    private Draft draft(ChangeSet group, Collection<Measurement> readings, Optional<String> by) {
        List<String> overridden =
                guards.overridden(readings, GuardCheck.removals(group.clusters(), group.removed()), by);
        return new Draft(
                group.change(),
                new CommitMessage(group, overridden, by, documents, computed.digest()).message(settings.message()));
    }

    private PlannedRequest request(BriefedChange told) {
        ChangeSet group = told.group();
        Briefing briefing = told.briefing();
        return new PlannedRequest(
                group.subject(),
                group.branch(settings.owner()),
                draft(group, briefing.checks().readings(), Optional.empty()),
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
                switch (settings.mode()) {
                    case COMMIT -> Briefing.ProposalMode.ON_DEMAND;
                    case PULL_REQUEST -> Briefing.ProposalMode.PULL_REQUEST;
                    case BY_RISK -> Briefing.ProposalMode.BY_RISK;
                };
        return briefer.brief(group.clusters(), group.removed(), mode, group.branch(settings.owner()));
    }

    private List<String> labels(Risk risk) {
        return Stream.concat(
                        settings.proposing().map(Proposing::labels).orElse(List.of()).stream(), Stream.of(risk.label()))
                .distinct()
                .toList();
    }
}
