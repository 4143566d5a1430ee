package dev.sluice.gitops;

import java.util.Optional;

/**
 * The service that a side branch belongs to, among those that share a repository. Commits on the branch name it in a trailer.
 *
 * @param folders those in the repository that the service writes to
 * @param instance its name, which its branches carry; empty for a service without one
 */
public record BranchOwner(FolderTemplate folders, Optional<String> instance) {

    /** What the full names of refs begin with that Sluice keeps beside branches. */
    public static final String REFS = "refs/sluice/";

    private static final String FIRST = "sluice/";

    /** What the names of its branches begin with: {@code sluice/}, or {@code sluice/blue/} for the instance blue. */
    public String prefix() {
        return FIRST + instance.map(name -> name + "/").orElse("");
    }

    /** @param subject a cluster, or {@code all} */
    public String branch(String subject) {
        return prefix() + subject;
    }

    /** Whether a branch is named as those of this service are; that of another one may be, too. */
    public boolean names(String branch) {
        return branch.startsWith(prefix()) && branch.indexOf('/', prefix().length()) < 0;
    }

    /** As a trailer says it, such as {@code path=clusters instance=blue}. */
    @Override
    public String toString() {
        return "path=" + folders + instance.map(name -> " instance=" + name).orElse("");
    }
}
