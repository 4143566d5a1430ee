package dev.sluice.serve.connections;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection that has not sent a whole request 10 seconds after it was opened, answered or began to send one,
 * however slowly bytes come in. While an answer is being made there is no deadline: a run may take minutes. It also closes
 * a connection that begins as HTTP/2 does: the management port of Quarkus has no option that switches HTTP/2 off.
 */
final class RequestDeadline extends ChannelInboundHandlerAdapter {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How a connection begins that speaks HTTP/2 without having asked (RFC 9113, section 3.4); no method of HTTP/1.1. */
    private static final String PREFACE = "PRI";

    private static final String ENCODER = "httpEncoder";

    private final RequestProgress progress = new RequestProgress(this);
    private @Nullable ScheduledFuture<?> deadline;
    private boolean isInstalled;
    private int prefaceRead;

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.fireChannelActive();
        install(context);
        restart(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (progress.isWaiting() && !progress.hasBegun()) {
            progress.begin();
            restart(context);
        }
        if (message instanceof ByteBuf bytes
                && !isInstalled
                && context.pipeline().get(SslHandler.class) == null) {
            feed(context, bytes);
        } else {
            context.fireChannelRead(message);
            install(context);
        }
    }

    /** Byte by byte, until Vert.x has found out that it is HTTP/1.1 and has made its handlers: three at most. */
    private void feed(ChannelHandlerContext context, ByteBuf bytes) {
        try {
            while (!isInstalled && bytes.isReadable()) {
                boolean isPreface = bytes.getByte(bytes.readerIndex()) == PREFACE.charAt(prefaceRead);
                prefaceRead++;
                if (isPreface && prefaceRead == PREFACE.length()) {
                    context.close();
                    return;
                }
                context.fireChannelRead(bytes.readRetainedSlice(1));
                install(context);
                if (!isPreface && !isInstalled) {
                    break;
                }
            }
            if (bytes.isReadable()) {
                context.fireChannelRead(bytes.retain());
            }
        } finally {
            bytes.release();
        }
    }

    private void install(ChannelHandlerContext context) {
        ChannelPipeline pipeline = context.pipeline();
        if (!isInstalled && pipeline.get(ENCODER) != null) {
            pipeline.addAfter(ENCODER, "progress", progress);
            isInstalled = true;
        }
    }

    /** The caller has its turn, from now on. */
    void restart(ChannelHandlerContext context) {
        stop();
        deadline = context.executor()
                .schedule(() -> context.channel().close(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A whole request is here, or the connection is gone. */
    void stop() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stop();
        context.fireChannelInactive();
    }
}
