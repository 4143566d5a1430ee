package dev.sluice.serve.connections;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/** Whose turn it is on a connection: the caller's, to send a request, or the service's, to answer. */
final class RequestProgress extends ChannelDuplexHandler {

    private final RequestDeadline deadline;
    private boolean hasBegun;
    private boolean isIncomplete;
    private boolean isOver;
    private int unanswered;

    RequestProgress(RequestDeadline deadline) {
        this.deadline = deadline;
    }

    /** Whether the next step is the caller's. */
    boolean isWaiting() {
        return isIncomplete || unanswered == 0;
    }

    /** Whether a part of a request is here. */
    boolean hasBegun() {
        return hasBegun;
    }

    /** The first byte of a request is here. */
    void begin() {
        hasBegun = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        isOver |=
                message instanceof HttpRequest begun && begun.protocolVersion().majorVersion() > 1;
        if (isOver) { // how HTTP/2 begins, read as HTTP/1.1, and what comes after it
            ReferenceCountUtil.release(message);
            context.close();
            return;
        }
        if (message instanceof HttpRequest request) {
            hasBegun = true;
            isIncomplete = true;
            unanswered++;
            // An offer to go on with HTTP/2 may be passed over (RFC 9110, section 7.8).
            request.headers().remove(HttpHeaderNames.UPGRADE).remove("HTTP2-Settings");
        }
        if (message instanceof LastHttpContent) {
            isIncomplete = false;
            hasBegun = false;
            turn(context);
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        boolean isInterim = message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (message instanceof LastHttpContent && !isInterim) {
            unanswered = Math.max(0, unanswered - 1);
            if (!isIncomplete) { // else the time for the rest of the request goes on
                turn(context);
            }
        }
        context.write(message, promise);
    }

    private void turn(ChannelHandlerContext context) {
        if (isWaiting()) {
            deadline.restart(context);
        } else {
            deadline.stop();
        }
    }
}
