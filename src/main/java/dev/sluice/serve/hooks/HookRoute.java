package dev.sluice.serve.hooks;

import dev.sluice.serve.hooks.HookReceiver.HookAnswer;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes deliveries at {@code /hooks/<forge>}, before anything is asked for a bearer: a forge has none, and signs instead.
 * Before that, too, the limit for bodies, which forges need more of than other callers do. A forge without a secret is
 * passed on, to be answered as an unknown path is.
 */
final class HookRoute {

    /** Before authentication, whose route has the order -200. */
    private static final int ORDER = -1_000;

    /** In bytes: a push names the files of each of its commits. */
    static final int LONGEST = 1 << 20;

    /** So many bodies are in memory at a time. */
    private static final int MOST = 4;

    private final HookReceiver receiver;
    private final AtomicInteger reading = new AtomicInteger();

    HookRoute(HookReceiver receiver) {
        this.receiver = receiver;
    }

    void register(Router router) {
        router.post("/hooks/:forge").order(ORDER).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        String forge = context.pathParam("forge");
        if (!receiver.takes(forge)) {
            context.next();
            return;
        }
        if (announced(context.request()) > LONGEST) {
            refuse(context, HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        if (!isJson(context.request())) {
            refuse(context, HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE);
            return;
        }
        if (reading.incrementAndGet() > MOST) {
            reading.decrementAndGet();
            context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
            refuse(context, HttpResponseStatus.SERVICE_UNAVAILABLE);
            return;
        }
        context.addEndHandler(ended -> reading.decrementAndGet()); // of the answer, or of the connection
        read(context, forge);
    }

    private void read(RoutingContext context, String forge) {
        HttpServerRequest request = context.request();
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() + part.length() <= LONGEST) {
                body.appendBuffer(part);
            } else if (!context.response().ended()) {
                refuse(context, HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
            }
        });
        request.endHandler(read -> {
            if (!context.response().ended()) {
                Callable<HookAnswer> verdict =
                        () -> receiver.receive(forge, new HookHeaders(request::getHeader), body.getBytes());
                context.vertx()
                        .executeBlocking(verdict, false)
                        .onSuccess(answer -> answer(context, answer))
                        .onFailure(context::fail);
            }
        });
        request.resume();
    }

    private static void answer(RoutingContext context, HookAnswer answer) {
        if (answer == HookAnswer.STAND_BY) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        if (!context.response().ended()) {
            context.response().setStatusCode(answer.status()).end();
        }
    }

    /** The rest of the body is not read. */
    private static void refuse(RoutingContext context, HttpResponseStatus status) {
        context.response()
                .putHeader(HttpHeaders.CONNECTION, "close")
                .setStatusCode(status.code())
                .end();
    }

    private static boolean isJson(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.split(";")[0].strip().equalsIgnoreCase("application/json");
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
    }
}
