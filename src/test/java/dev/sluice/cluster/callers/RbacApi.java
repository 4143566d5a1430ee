package dev.sluice.cluster.callers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.NonResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewSpec;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A Kubernetes API that reviews tokens and access as its RBAC authorizer does, from ClusterRoles and ClusterRoleBindings.
 * A token says whose it is: {@code <user>[,<group>…]}, beside the group that every authenticated user is in.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/rbac/">Kubernetes, using RBAC authorization</a>
 */
public final class RbacApi implements AutoCloseable {

    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    private final HttpServer server;
    private final Map<String, List<PolicyRule>> roles = new ConcurrentHashMap<>();
    private final List<ClusterRoleBinding> bindings = new ArrayList<>();

    /** @param objects ClusterRoles and ClusterRoleBindings; other kinds count for nothing */
    public RbacApi(List<String> objects) throws IOException {
        objects.forEach(this::add);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/apis/authentication.k8s.io/v1/tokenreviews", exchange -> {
            TokenReview asked = read(exchange, TokenReview.class);
            answer(exchange, identify(asked.getSpec().getToken()));
        });
        server.createContext("/apis/authorization.k8s.io/v1/subjectaccessreviews", exchange -> {
            SubjectAccessReview asked = read(exchange, SubjectAccessReview.class);
            answer(
                    exchange,
                    new SubjectAccessReviewBuilder(asked)
                            .withNewStatus()
                            .withAllowed(isAllowed(asked.getSpec()))
                            .endStatus()
                            .build());
        });
        server.start();
    }

    private void add(String yaml) {
        for (String document : yaml.split("(?m)^---$")) {
            switch (SERIALIZATION.<Object>unmarshal(document)) {
                case ClusterRole role -> roles.put(role.getMetadata().getName(), role.getRules());
                case ClusterRoleBinding binding -> bindings.add(binding);
                default -> {}
            }
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static TokenReview identify(String token) {
        String[] names = token.split(",");
        List<String> groups = new ArrayList<>(List.of(names).subList(1, names.length));
        groups.add("system:authenticated");
        boolean isKnown = !token.startsWith("unknown");
        TokenReviewBuilder review = new TokenReviewBuilder();
        return isKnown
                ? review.withNewStatus()
                        .withAuthenticated(true)
                        .withNewUser()
                        .withUsername(names[0])
                        .withGroups(groups)
                        .endUser()
                        .endStatus()
                        .build()
                : review.withNewStatus().withAuthenticated(false).endStatus().build();
    }

    private boolean isAllowed(SubjectAccessReviewSpec asked) {
        return bindings.stream()
                .filter(binding -> binding.getSubjects().stream().anyMatch(subject -> isMeant(subject, asked)))
                .flatMap(binding -> roles.getOrDefault(binding.getRoleRef().getName(), List.of()).stream())
                .anyMatch(rule -> covers(rule, asked));
    }

    private static boolean isMeant(Subject subject, SubjectAccessReviewSpec asked) {
        return switch (subject.getKind()) {
            case "User" -> subject.getName().equals(asked.getUser());
            case "Group" -> asked.getGroups().contains(subject.getName());
            case "ServiceAccount" ->
                ("system:serviceaccount:" + subject.getNamespace() + ":" + subject.getName()).equals(asked.getUser());
            default -> throw new IllegalArgumentException(subject.getKind());
        };
    }

    private static boolean covers(PolicyRule rule, SubjectAccessReviewSpec asked) {
        return Optional.ofNullable(asked.getResourceAttributes())
                .map(resource -> covers(rule, resource))
                .orElseGet(() -> covers(rule, asked.getNonResourceAttributes()));
    }

    private static boolean covers(PolicyRule rule, ResourceAttributes asked) {
        return holds(rule.getVerbs(), asked.getVerb())
                && holds(rule.getApiGroups(), asked.getGroup())
                && holds(rule.getResources(), asked.getResource())
                && (rule.getResourceNames().isEmpty() || rule.getResourceNames().contains(asked.getName()));
    }

    /** A trailing asterisk stands for any rest of a path. */
    private static boolean covers(PolicyRule rule, NonResourceAttributes asked) {
        return holds(rule.getVerbs(), asked.getVerb())
                && rule.getNonResourceURLs().stream()
                        .anyMatch(url -> url.endsWith("*")
                                ? asked.getPath().startsWith(url.substring(0, url.length() - 1))
                                : url.equals(asked.getPath()));
    }

    private static boolean holds(List<String> rule, String asked) {
        return rule.contains("*") || rule.contains(asked);
    }

    private static <T> T read(HttpExchange exchange, Class<T> type) throws IOException {
        return SERIALIZATION.unmarshal(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), type);
    }

    private static void answer(HttpExchange exchange, Object review) throws IOException {
        byte[] body = SERIALIZATION.asJson(review).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(201, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
