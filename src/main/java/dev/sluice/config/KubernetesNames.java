package dev.sluice.config;

import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The shapes of names that Kubernetes takes.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/names/">Kubernetes, object names</a>
 */
public final class KubernetesNames {

    private static final String LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
    private static final String SUBDOMAIN = "(?=.{1,253}$)" + LABEL + "(\\." + LABEL + ")*";
    private static final String WORD = "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";

    public static final Function<String, String> NAMESPACE = Problems.shapedLike(
            Pattern.compile(LABEL), "a namespace: lower-case letters, digits and dashes, at most 63");

    public static final Function<String, String> NAME = Problems.shapedLike(
            Pattern.compile(SUBDOMAIN), "a name: lower-case letters, digits, dashes and dots, at most 253");

    /** Groups, roles and users may hold more, but nothing that a path or a line could trip over. */
    public static final Function<String, String> SUBJECT =
            Problems.shapedLike(Pattern.compile("[A-Za-z0-9][-A-Za-z0-9_.:@]{0,252}"), "a name of a subject");

    public static final Function<String, String> LABEL_KEY = Problems.shapedLike(
            Pattern.compile("(" + SUBDOMAIN.replace("{1,253}$", "{1,253}/") + "/)?" + WORD), "a label key");

    public static final Function<String, String> LABEL_VALUE = Problems.shapedLike(
            Pattern.compile("(" + WORD + ")?"), "a label value: letters, digits and -_. between them");

    private KubernetesNames() {}

    /** Reads a namespace. */
    public static final class Namespace extends TextConverter {

        private static final long serialVersionUID = 1;

        public Namespace() {
            super(NAMESPACE, "sluice-stand-in");
        }
    }

    /** Reads the name of an object. */
    public static final class Name extends TextConverter {

        private static final long serialVersionUID = 1;

        public Name() {
            super(NAME, "sluice-stand-in");
        }
    }

    /** Reads the name of a group, a role or a user. */
    public static final class Subject extends TextConverter {

        private static final long serialVersionUID = 1;

        public Subject() {
            super(SUBJECT, "sluice-stand-in");
        }
    }
}
