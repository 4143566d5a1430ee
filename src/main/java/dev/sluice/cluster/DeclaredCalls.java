package dev.sluice.cluster;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.function.Consumer;

/** Lets no request out that {@link Call} does not declare: what the role forbids is found by the first test. */
final class DeclaredCalls implements Interceptor {

    static final String NAME = "declared-calls";

    private final Consumer<Call> seen;

    DeclaredCalls(Consumer<Call> seen) {
        this.seen = seen;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        seen.accept(ApiRequest.of(request.method(), request.uri())
                .flatMap(Call::of)
                .orElseThrow(() -> new UndeclaredCallException(
                        request.method() + " " + request.uri().getPath())));
    }
}
