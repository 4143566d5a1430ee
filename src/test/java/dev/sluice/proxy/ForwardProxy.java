package dev.sluice.proxy;

import dev.sluice.config.Problems;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A forwarding proxy on loopback: it opens tunnels to https servers and passes on requests to http servers, to one account
 * or to all. Every name leads to this machine.
 */
public final class ForwardProxy implements AutoCloseable {

    public static final String USER = "robot";

    /** Has what an address gives a meaning. */
    public static final String PASSWORD = "pr0xy-p@ss/w0rd";

    private static final String WRITTEN = "pr0xy-p%40ss%2Fw0rd";

    static {
        ProxyRoute.allowPasswords();
    }

    private final Vertx vertx = Vertx.vertx();
    private final NetClient out = vertx.createNetClient();
    private final Optional<ProxyAddress.ProxyAccount> account;
    private final List<String> passed = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int answer;

    private ForwardProxy(Optional<ProxyAddress.ProxyAccount> account) throws Exception {
        this.account = account;
        this.server = vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    public static ForwardProxy open() throws Exception {
        return new ForwardProxy(Optional.empty());
    }

    /** One that wants {@link #USER} and {@link #PASSWORD}. */
    public static ForwardProxy guarded() throws Exception {
        return new ForwardProxy(Optional.of(new ProxyAddress.ProxyAccount(USER, PASSWORD)));
    }

    /** Answers every request in place of its server from now on. */
    public void answer(int status) {
        answer = status;
    }

    /** {@code http://127.0.0.1:port}. */
    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** The same with what it asks for. */
    public String urlWithAccount() {
        return "http://" + USER + ":" + WRITTEN + "@127.0.0.1:" + server.actualPort();
    }

    /** As the environment says it for both schemes. */
    public Proxies proxies() {
        String url = account.isPresent() ? urlWithAccount() : url();
        return proxies(Map.of("HTTP_PROXY", url, "https_proxy", url));
    }

    public static Proxies proxies(Map<String, String> environment) {
        return new ProxySettings(environment, name -> null, new Problems()).read();
    }

    /** What went through, such as {@code CONNECT git.example:443} and {@code GET http://git.example:80}. */
    public List<String> passed() {
        return Collections.unmodifiableList(passed);
    }

    /** What was asked without or with a wrong account. */
    public List<String> refused() {
        return new ArrayList<>(refused);
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void handle(HttpServerRequest request) {
        boolean isTunnel = request.method() == HttpMethod.CONNECT;
        URI target = URI.create(isTunnel ? "https://" + request.uri() : request.uri());
        String said = request.method() + " " + (isTunnel ? request.uri() : "http://" + target.getAuthority());
        if (account.isPresent() && !account.get().basic().equals(request.getHeader("Proxy-Authorization"))) {
            refused.add(said);
            request.response()
                    .setStatusCode(407)
                    .putHeader("Proxy-Authenticate", "Basic realm=\"way out\"")
                    .end();
            return;
        }
        passed.add(said);
        if (answer != 0) {
            request.response().setStatusCode(answer).end("denied by policy");
        } else if (isTunnel) {
            request.pause();
            out.connect(target.getPort(), "127.0.0.1")
                    .onSuccess(upstream -> request.toNetSocket().onSuccess(down -> join(down, upstream)))
                    .onFailure(failure -> request.response().setStatusCode(502).end());
        } else {
            pass(request, target);
        }
    }

    private static void join(NetSocket down, NetSocket up) {
        down.pipeTo(up);
        up.pipeTo(down);
    }

    private void pass(HttpServerRequest request, URI target) {
        request.body().onSuccess(body -> vertx.createHttpClient()
                .request(
                        request.method(),
                        target.getPort() < 0 ? 80 : target.getPort(),
                        "127.0.0.1",
                        target.getRawPath() + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery()))
                .compose(onward -> {
                    request.headers().forEach(header -> {
                        if (!header.getKey()
                                .toLowerCase(Locale.ROOT)
                                .matches("proxy-.*|transfer-encoding|content-length")) {
                            onward.putHeader(header.getKey(), header.getValue());
                        }
                    });
                    return onward.send(body);
                })
                .compose(answered -> answered.body().onSuccess(content -> {
                    answered.headers().forEach(header -> {
                        if (!header.getKey().equalsIgnoreCase("transfer-encoding")) {
                            request.response().putHeader(header.getKey(), header.getValue());
                        }
                    });
                    request.response().setStatusCode(answered.statusCode()).end(content);
                }))
                .onFailure(failure -> request.response().setStatusCode(502).end()));
    }
}
