package dev.sluice.review;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Where and how changes are proposed; raw values, checked when the service starts. */
@ConfigMapping(prefix = "sluice.review")
public interface ReviewConfig {

    /** github, gitlab, gitea or forgejo; without one nothing is proposed. */
    Optional<String> forge();

    /**
     * The address of the forge's API; default {@code https://api.github.com} where git.url is on github.com, else on the
     * host of git.url: {@code /api/v3} for GitHub Enterprise, {@code /api/v4} for GitLab, {@code /api/v1} for Gitea.
     */
    Optional<String> url();

    /** The repository's path on the forge, such as {@code platform/fleet}; default the path of git.url. */
    Optional<String> repository();

    /** The access token for the API; better in a file. Default the token of git where it has one. */
    Optional<String> token();

    /** A file that holds the token; it is read again at each run. */
    Optional<String> tokenFile();

    /** A GitHub App in place of a token. */
    GitHubAppConfig app();

    /** One request for each cluster, or one for all; cluster or all, default cluster. */
    Optional<String> groupBy();

    /** Labels that a request is given beside {@code risk/low} or {@code risk/high}; default none. */
    Optional<List<String>> labels();

    /** Users that are asked for a review when a request is opened; default none. */
    Optional<List<String>> reviewers();

    /** Users that a request is given to when it is opened; default none. */
    Optional<List<String>> assignees();

    /** Whether requests are opened as drafts; default false. */
    Optional<String> draft();

    /** How many requests one run opens at most; the next run goes on. Default 25. */
    Optional<String> maxNewRequests();

    /** How long to wait for an answer, as a duration such as {@code 20s}; default 20s. */
    Optional<String> timeout();

    /** How long one run waits in all where the forge asks for patience; default 2m. */
    Optional<String> maxWait();

    /** The {@code quarkus.tls.<name>} configuration that the API is reached with; default the unnamed one. */
    Optional<String> tlsConfigurationName();

    /** A GitHub App. */
    interface GitHubAppConfig {

        /** Its id, or its client id. */
        Optional<String> id();

        /** The id of its installation in the repository's organisation. */
        Optional<String> installation();

        /** Its private key in PEM format; it is read again at each run. */
        Optional<String> privateKeyFile();
    }
}
