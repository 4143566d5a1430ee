package dev.sluice.cluster;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A request as a role's rules see it.
 *
 * @param verb get, list, watch, create, update, patch, delete or deletecollection
 * @param group empty for the core group
 * @param resource the plural; {@code plural/subresource} for a subresource
 * @param namespace empty for a cluster-scoped resource or all namespaces
 * @param name empty where none is named
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb">Kubernetes,
 *     determine the request verb</a>
 */
record ApiRequest(String verb, String group, String resource, String namespace, String name) {

    /** Empty for an address that is no resource's. */
    static Optional<ApiRequest> of(String method, URI uri) {
        List<String> path = Arrays.stream(uri.getPath().split("/"))
                .filter(part -> !part.isEmpty())
                .toList();
        int root = Math.max(path.indexOf("apis"), path.indexOf("api"));
        if (root < 0) {
            return Optional.empty();
        }
        boolean core = path.get(root).equals("api");
        int start = root + (core ? 2 : 3);
        if (path.size() <= start) {
            return Optional.empty();
        }
        String group = core ? "" : path.get(root + 1);
        List<String> rest = path.subList(start, path.size());
        boolean namespaced = rest.getFirst().equals("namespaces") && rest.size() > 2;
        String namespace = namespaced ? rest.get(1) : "";
        List<String> at = namespaced ? rest.subList(2, rest.size()) : rest;
        String name = at.size() > 1 ? at.get(1) : "";
        String resource = at.size() > 2 ? at.getFirst() + "/" + at.get(2) : at.getFirst();
        return Optional.of(new ApiRequest(verb(method, name, uri), group, resource, namespace, name));
    }

    private static String verb(String method, String name, URI uri) {
        boolean watch = Optional.ofNullable(uri.getQuery()).orElse("").contains("watch=true");
        return switch (method) {
            case "GET" -> watch ? "watch" : name.isEmpty() ? "list" : "get";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> name.isEmpty() ? "deletecollection" : "delete";
            default -> method;
        };
    }
}
