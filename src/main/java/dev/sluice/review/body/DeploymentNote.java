package dev.sluice.review.body;

import java.util.List;
import java.util.stream.Collectors;

/** What has become of a merged request on the clusters, in words for those who look at it. */
public final class DeploymentNote {

    /** More of them would hide those that matter. */
    private static final int MOST = 100;

    private DeploymentNote() {}

    /**
     * One cluster.
     *
     * @param state verified, pending, failed or drifted
     * @param since a time of ISO 8601, after {@code at least} where it may have been so before
     * @param reason from outside
     */
    public record DeploymentRow(String cluster, String commit, String state, String since, String reason) {}

    /** @param rows the worst first */
    public static String of(List<DeploymentRow> rows) {
        String rest = rows.size() > MOST ? "\n" + (rows.size() - MOST) + " more clusters are left out here.\n" : "";
        return rows.stream()
                .limit(MOST)
                .map(row -> Inline.say(
                                "| %s | %s | **%s** | %s | %s |",
                                row.cluster(),
                                row.commit()
                                        .substring(0, Math.min(12, row.commit().length())),
                                Inline.words(row.state()),
                                Inline.words(row.since()),
                                row.reason())
                        .toString())
                .collect(Collectors.joining(
                        "\n",
                        "What the clusters make of it, as of the last look:\n\n"
                                + "| cluster | commit | state | since | |\n|---|---|---|---|---|\n",
                        "\n" + rest));
    }
}
