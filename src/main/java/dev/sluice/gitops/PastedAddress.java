package dev.sluice.gitops;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the address that Git takes of what people copy from a forge: a page's address, or a clone address with the account
 * that was signed in.
 */
final class PastedAddress {

    /** What is copied, and what of it Git needs. What is not among these stays as it is. */
    private static final List<Form> FORMS = List.of(
            // Azure DevOps: blanks, a query, a folder behind; pages have the same address as the repository
            new Form(
                    "(https?://)(?:[^/@:]+@)?([^/@]+/(?:[^?#]*/)?_git/(?:_optimized/|_full/)?[^/?#]+)(?:[/?#].*)?",
                    "$1$2"),
            // Bitbucket Data Center
            new Form("(https?://)(?:[^/@:]+@)?([^/@]+/(?:[^?#]*/)?scm/[^/?#]+/[^/?#]+)/?", "$1$2"),
            new Form(
                    "(https?://[^/@]+/(?:[^?#]*?/)?)projects/([^/?#]+)/repos/([^/?#]+)(?:[/?#].*)?", "$1scm/$2/$3.git"),
            new Form("(https?://[^/@]+/(?:[^?#]*?/)?)users/([^/?#]+)/repos/([^/?#]+)(?:[/?#].*)?", "$1scm/~$2/$3.git"),
            // Bitbucket Cloud
            new Form("(https://)(?:[^/@:]+@)?(bitbucket\\.org/[^/?#]+/[^/?#]+?)(?:\\.git)?(?:[/?#].*)?", "$1$2.git"),
            // GitHub, GitLab, Gitea and Forgejo
            new Form("(https://(?:www\\.)?github\\.com/[^/?#]+/[^/?#]+)/[a-z]+(?:[/?#].*)?", "$1.git"),
            new Form("(https?://[^/@]+/[^?#]+?)/-/.*", "$1.git"),
            new Form("(https?://[^/@]+/(?:[^?#]*/)?[^/?#]+/[^/?#]+)/src/(?:branch|commit|tag)/.*", "$1.git"));

    /** @param matches a whole address */
    private record Form(Pattern matches, String address) {

        Form(String matches, String address) {
            this(Pattern.compile("^" + matches + "$"), address);
        }
    }

    private PastedAddress() {}

    /** Keeps nothing of an account but its repository: a password beside it is left for the check to refuse. */
    static String cloneable(String text) {
        for (Form form : FORMS) {
            Matcher found = form.matches().matcher(text);
            if (found.matches()) {
                return found.replaceFirst(form.address()).replace(" ", "%20");
            }
        }
        return text;
    }
}
