package dev.sluice.run;

import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.policy.Freeze;

/** Settings with a freeze. */
public final class FrozenSettings {

    private FrozenSettings() {}

    public static LabSettings of(LabSettings settings, Freeze freeze) {
        return new LabSettings(
                of(settings.plan(), freeze),
                settings.reviewing(),
                settings.feeds(),
                settings.git(),
                settings.links(),
                settings.detection());
    }

    public static PlanSettings of(PlanSettings plan, Freeze freeze) {
        return new PlanSettings(
                plan.block(),
                plan.guards(),
                plan.assertions(),
                plan.acceptRemoval(),
                plan.clusters(),
                plan.folders(),
                plan.mode(),
                plan.proposing(),
                freeze,
                plan.warnings());
    }
}
