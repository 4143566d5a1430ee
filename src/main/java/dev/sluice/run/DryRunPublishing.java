package dev.sluice.run;

import dev.sluice.gitops.Draft;
import dev.sluice.gitops.Publication;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.Snapshot;
import dev.sluice.plan.briefing.ChangeSummary;
import dev.sluice.plan.briefing.PlannedRequest;
import dev.sluice.plan.briefing.Title;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.review.Settled;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where a dry run's result goes: it is shown, and nothing that could write is at hand.
 *
 * @param progress takes how far the run is; it is said to have ended before anything is shown
 */
public record DryRunPublishing(Supplier<Remote> remotes, PlanPrinter printer, Consumer<String> progress)
        implements Publishing {

    /** For no one who waits. */
    DryRunPublishing(Supplier<Remote> remotes, PlanPrinter printer) {
        this(remotes, printer, words -> {});
    }

    @Override
    public void progress(String words) {
        progress.accept(words);
    }

    @Override
    public boolean isWriting() {
        return false;
    }

    @Override
    public List<String> unheeded(PlanSettings settings, Instant now) {
        return Stream.concat(
                        settings.freeze().at(now).stream()
                                .map(freeze -> "this dry run shows what waits in a freeze: " + freeze),
                        settings.proposing().stream()
                                .map(any ->
                                        "this dry run asks no forge: changes that the label hold or a closed request"
                                                + " keeps back are among those that it shows"))
                .toList();
    }

    @Override
    public Remote open() {
        return remotes.get();
    }

    @Override
    public void begin(ChangeSummary summary) {
        progress.accept("");
        printer.begin(summary);
    }

    @Override
    public Publication publish(Remote remote, Snapshot base, Draft draft) {
        printer.show(base, draft);
        return new Publication.Printed();
    }

    @Override
    public void show(Snapshot base, Draft held) {
        printer.show(base, held);
    }

    @Override
    public List<Settled> settle(Remote remote, Snapshot base, List<PlannedRequest> planned) {
        return planned.stream()
                .map(request -> {
                    publish(remote, base, request.draft());
                    return Settled.planned(request.subject(), Title.of(request.briefing()));
                })
                .toList();
    }
}
