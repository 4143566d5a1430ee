package dev.sluice.review;

import dev.sluice.config.AddressConverter;
import dev.sluice.config.SecretFile;
import dev.sluice.config.TextConverter;
import dev.sluice.config.WebAddress;
import dev.sluice.config.WholeNumber;
import dev.sluice.gitops.Secret;
import dev.sluice.gitops.SecretConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where and how changes are proposed. */
@ConfigMapping(prefix = "sluice.review")
public interface ReviewConfig {

    /**
     * github, gitlab, gitea, forgejo, bitbucket-data-center, bitbucket-cloud, azure-devops, or auto: the one whose host git.url
     * is on for sure, such as dev.azure.com; without one nothing is proposed.
     */
    Optional<String> forge();

    /**
     * The address of the forge's API; without it {@code https://api.github.com} where git.url is on github.com, else on the
     * host of git.url: {@code /api/v3} for GitHub Enterprise, {@code /api/v4} for GitLab, {@code /api/v1} for Gitea,
     * {@code /rest} for Bitbucket Data Center, {@code https://api.bitbucket.org/2.0} for Bitbucket Cloud, and the organisation
     * ({@code https://dev.azure.com/org}) or the server's collection for Azure DevOps.
     */
    @WithConverter(ApiAddress.class)
    Optional<URI> url();

    /**
     * The repository's path on the forge, such as {@code platform/fleet}: of its project or workspace on Bitbucket, of its
     * project on Azure DevOps; without it the path of git.url.
     */
    Optional<String> repository();

    /**
     * The access token for the API; better in a file. Without it the token of git where it has one. On Bitbucket Cloud an
     * account's API token has its mail address and a colon before it.
     */
    @WithConverter(SecretConverter.class)
    Optional<Secret> token();

    /** A file that holds the token; it is read again at each run. */
    @WithConverter(SecretFile.class)
    Optional<Path> tokenFile();

    /** A GitHub App in place of a token. */
    GitHubAppConfig app();

    /** One request for each cluster, or one for all. */
    @WithDefault("cluster")
    Grouping groupBy();

    /** Labels that a request is given beside {@code risk/low} or {@code risk/high}. */
    Optional<List<@WithConverter(GivenLabel.class) String>> labels();

    /**
     * Users that are asked for a review when a request is opened, and teams as {@code team:name}: by the name in the team's
     * address on GitHub, by the path of a group on GitLab, whose direct members are asked, a group of reviewers on Bitbucket
     * Data Center. On Azure DevOps people are named by mail address and teams may have blanks; on Bitbucket Cloud people are
     * named by nickname or UUID, and there are no teams.
     */
    Optional<List<@WithConverter(ReviewerName.class) String>> reviewers();

    /** Users that a request is given to when it is opened; Bitbucket and Azure DevOps have no such people. */
    Optional<List<@WithConverter(UserName.class) String>> assignees();

    /** Whether requests are opened as drafts. */
    @WithDefault("false")
    boolean draft();

    /**
     * Which requests the forge merges once their checks have passed: low, those of low risk, where the branch that they go
     * into requires a check; or off. Bitbucket Cloud cannot.
     */
    @WithConverter(MergedRisk.class)
    @WithDefault(MergedRisk.OFF)
    String autoMerge();

    /** How many requests one run opens at most; the next run goes on. */
    @WithConverter(RequestCount.class)
    @WithDefault("25")
    int maxNewRequests();

    /** How long to wait for an answer. */
    @WithDefault("20s")
    Duration timeout();

    /** How long one run waits in all where the forge asks for patience. */
    @WithDefault("2m")
    Duration maxWait();

    /** The {@code quarkus.tls.<name>} configuration that the API is reached with; without it the unnamed one. */
    Optional<String> tlsConfigurationName();

    /** A GitHub App. */
    interface GitHubAppConfig {

        /** Its id, or its client id. */
        @WithConverter(AppId.class)
        Optional<String> id();

        /** The id of its installation in the repository's organisation. */
        @WithConverter(AppInstallation.class)
        Optional<String> installation();

        /** Its private key in PEM format; it is read again at each run. */
        @WithConverter(SecretFile.class)
        Optional<Path> privateKeyFile();
    }

    /** What shares a request. */
    enum Grouping {
        /** Each cluster has its own. */
        CLUSTER,
        /** All clusters have one. */
        ALL
    }

    /** Reads the address of an API. */
    final class ApiAddress extends AddressConverter {

        private static final long serialVersionUID = 1;

        public ApiAddress() {
            super(ApiAddress::secure);
        }

        public static URI secure(String text) {
            Optional<WebAddress> address =
                    WebAddress.of(text.replaceFirst("/+$", "")).filter(web -> web.isPrivate() && web.isPlain());
            if (address.isPresent()) {
                return address.get().uri();
            }
            // Text before an @ may be a password, and text after a ? a token: neither must be repeated.
            if (text.matches("(?s).*[@?#].*")) {
                throw new IllegalArgumentException(
                        "an address must be of https and must not hold credentials or a query");
            }
            throw new IllegalArgumentException("'" + text + "' is not an https address"
                    + (text.startsWith("http:") ? ": http would send the token in the clear" : ""));
        }
    }

    /** Reads a label that may be given to requests. */
    final class GivenLabel extends TextConverter {

        private static final long serialVersionUID = 1;

        /** As many characters as GitHub and Gitea take. */
        private static final int LONGEST = 50;

        public GivenLabel() {
            super(GivenLabel::plain, "missing");
        }

        private static String plain(String text) {
            String name = text.toLowerCase(Locale.ROOT);
            if (name.equals("hold") || name.equals("propose-again") || name.startsWith("risk/")) {
                throw new IllegalArgumentException("'" + text
                        + "' has a meaning of its own: people set hold and propose-again, and Sluice sets risk/");
            }
            boolean isPlain = text.chars().noneMatch(c -> c == ',' || Character.isISOControl(c));
            if (isPlain && !text.isEmpty() && text.length() <= LONGEST) {
                return text;
            }
            throw new IllegalArgumentException(
                    "'" + text + "' is not a label of 1 to " + LONGEST + " characters without commas and line breaks");
        }
    }

    /** Reads the name of a user. */
    final class UserName extends TextConverter {

        private static final long serialVersionUID = 1;

        public UserName() {
            super(
                    Pattern.compile("[A-Za-z0-9_][-A-Za-z0-9_.]{0,254}"),
                    "the name of a user, without @ and without a team",
                    "missing");
        }
    }

    /** Reads the name of a user or of a team; which of them the forge has is for the settings to check. */
    final class ReviewerName extends TextConverter {

        private static final long serialVersionUID = 1;

        public ReviewerName() {
            super(
                    Pattern.compile("[A-Za-z0-9_][-A-Za-z0-9_.]{0,254}(@[A-Za-z0-9][-A-Za-z0-9.]{0,254})?"
                            + "|team:[A-Za-z0-9_]([-A-Za-z0-9_. ]{0,253}[-A-Za-z0-9_.])?"
                            + "(/[A-Za-z0-9_][-A-Za-z0-9_.]{0,254}){0,20}"),
                    "the name of a user or of a team behind team:, without @",
                    "missing");
        }
    }

    /** Reads of which risk requests are that the forge merges. */
    final class MergedRisk extends TextConverter {

        private static final long serialVersionUID = 1;

        public static final String LOW = "low";
        public static final String OFF = "off";

        public MergedRisk() {
            super(MergedRisk::read, OFF);
        }

        /** YAML makes false of an off without quotes. */
        private static String read(String text) {
            return switch (text) {
                case LOW -> LOW;
                case OFF, "false" -> OFF;
                default -> throw new IllegalArgumentException("'" + text + "' is not one of low, off");
            };
        }
    }

    /** Reads how many requests there may be. */
    final class RequestCount extends WholeNumber {

        private static final long serialVersionUID = 1;

        public RequestCount() {
            super(1, 1000);
        }
    }

    /** Reads what names an App. */
    final class AppId extends TextConverter {

        private static final long serialVersionUID = 1;

        public AppId() {
            super(Pattern.compile("[A-Za-z0-9.]{1,64}"), "the id or the client id of a GitHub App", "0");
        }
    }

    /** Reads what names an installation. */
    final class AppInstallation extends TextConverter {

        private static final long serialVersionUID = 1;

        public AppInstallation() {
            super(Pattern.compile("[0-9]{1,18}"), "the number of an installation", "0");
        }
    }
}
