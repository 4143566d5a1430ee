package dev.sluice.plan.settings;

import dev.sluice.gitops.BranchOwner;
import dev.sluice.gitops.FolderTemplate;
import dev.sluice.gitops.Mode;
import dev.sluice.plan.briefing.Proposing;
import dev.sluice.policy.Assertion;
import dev.sluice.policy.BlockPolicy;
import dev.sluice.policy.Freeze;
import dev.sluice.policy.Guards;
import dev.sluice.render.Cluster;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be published, and what holds a change up.
 *
 * @param assertions what must be true of every firewall beside that a cluster reaches its own networks
 * @param acceptRemoval names of clusters, namespaces or LokiStacks that may go
 * @param folders where in the repository each cluster has its folder
 * @param mode how a change gets onto the branch; one that proposes only where {@code proposing} is there
 * @param proposing how changes are divided into requests; empty where there is no forge
 * @param freeze when nothing is published
 * @param message what commits say
 * @param warnings what is legal but doubtful
 */
public record PlanSettings(
        BlockPolicy block,
        Guards guards,
        List<Assertion> assertions,
        Set<String> acceptRemoval,
        List<Cluster> clusters,
        FolderTemplate folders,
        Mode mode,
        Optional<Proposing> proposing,
        Freeze freeze,
        MessageTemplate message,
        List<String> warnings) {

    public PlanSettings {
        assertions = List.copyOf(assertions);
        acceptRemoval = Set.copyOf(acceptRemoval);
        clusters = List.copyOf(clusters);
        warnings = List.copyOf(warnings);
    }

    /** Settings whose commits say what Sluice says without a template. */
    public PlanSettings(
            BlockPolicy block,
            Guards guards,
            List<Assertion> assertions,
            Set<String> acceptRemoval,
            List<Cluster> clusters,
            FolderTemplate folders,
            Mode mode,
            Optional<Proposing> proposing,
            Freeze freeze,
            List<String> warnings) {
        this(
                block,
                guards,
                assertions,
                acceptRemoval,
                clusters,
                folders,
                mode,
                proposing,
                freeze,
                MessageTemplate.NONE,
                warnings);
    }

    /** Whose the branches of requests are. */
    public BranchOwner owner() {
        return new BranchOwner(folders, proposing.flatMap(Proposing::instance));
    }

    /** The same with other clusters, and what is doubtful about them. */
    public PlanSettings with(List<Cluster> others, List<String> otherWarnings) {
        return new PlanSettings(
                block,
                guards,
                assertions,
                acceptRemoval,
                others,
                folders,
                mode,
                proposing,
                freeze,
                message,
                otherWarnings);
    }

    /** The same with other commit messages. */
    public PlanSettings with(MessageTemplate other) {
        return new PlanSettings(
                block, guards, assertions, acceptRemoval, clusters, folders, mode, proposing, freeze, other, warnings);
    }
}
