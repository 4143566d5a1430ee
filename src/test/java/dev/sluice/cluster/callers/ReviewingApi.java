package dev.sluice.cluster.callers;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;

/** What a Kubernetes API says about callers, on a WireMock server. */
public final class ReviewingApi {

    private static final String TOKENS = "/apis/authentication.k8s.io/v1/tokenreviews";
    private static final String ACCESS = "/apis/authorization.k8s.io/v1/subjectaccessreviews";

    private final WireMock server;

    public ReviewingApi(WireMock server) {
        this.server = server;
    }

    /** Nobody is known, and who is may do nothing. */
    public ReviewingApi reset() {
        server.removeMappings();
        server.resetRequests();
        server.register(post(urlPathEqualTo(TOKENS)).atPriority(9).willReturn(json("""
                {"apiVersion":"authentication.k8s.io/v1","kind":"TokenReview",
                 "status":{"authenticated":false,"error":"unknown"}}""")));
        server.register(post(urlPathEqualTo(ACCESS)).atPriority(9).willReturn(json("""
                {"apiVersion":"authorization.k8s.io/v1","kind":"SubjectAccessReview",
                 "status":{"allowed":false,"reason":"no rule"}}""")));
        return this;
    }

    public ReviewingApi knows(String token, String user) {
        server.register(post(urlPathEqualTo(TOKENS))
                .withRequestBody(matchingJsonPath("$.spec.token", WireMock.equalTo(token)))
                .willReturn(json("""
                        {"apiVersion":"authentication.k8s.io/v1","kind":"TokenReview",
                         "status":{"authenticated":true,"user":{"username":"%s","uid":"7",
                           "groups":["system:authenticated"],"extra":{"scopes":["user:full"]}}}}""".formatted(user))));
        return this;
    }

    /** @param resource of the API group sluice.dev */
    public ReviewingApi allows(String user, String verb, String resource) {
        server.register(post(urlPathEqualTo(ACCESS))
                .withRequestBody(matchingJsonPath("$.spec.user", WireMock.equalTo(user)))
                .withRequestBody(matchingJsonPath("$.spec.groups[0]", WireMock.equalTo("system:authenticated")))
                .withRequestBody(matchingJsonPath("$.spec.extra.scopes[0]", WireMock.equalTo("user:full")))
                .withRequestBody(matchingJsonPath("$.spec.resourceAttributes.group", WireMock.equalTo("sluice.dev")))
                .withRequestBody(matchingJsonPath("$.spec.resourceAttributes.verb", WireMock.equalTo(verb)))
                .withRequestBody(matchingJsonPath("$.spec.resourceAttributes.resource", WireMock.equalTo(resource)))
                .willReturn(json("""
                        {"apiVersion":"authorization.k8s.io/v1","kind":"SubjectAccessReview",
                         "status":{"allowed":true}}""")));
        return this;
    }

    /** Answers every token review with this status. */
    public ReviewingApi refuses(int status) {
        server.register(post(urlPathEqualTo(TOKENS))
                .atPriority(1)
                .willReturn(aResponse().withStatus(status).withBody("{}")));
        return this;
    }

    public ReviewingApi refusesAccessReviews(int status) {
        server.register(post(urlPathEqualTo(ACCESS))
                .atPriority(1)
                .willReturn(aResponse().withStatus(status).withBody("{}")));
        return this;
    }

    public ReviewingApi breaksOff() {
        server.register(post(urlPathEqualTo(TOKENS))
                .atPriority(1)
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        return this;
    }

    public int tokenReviews() {
        return server.find(postRequestedFor(urlPathEqualTo(TOKENS))).size();
    }

    private static ResponseDefinitionBuilder json(String body) {
        return aResponse()
                .withStatus(201)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }
}
