package dev.sluice.serve.connections;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Lets in the connections of one port: a limited number at a time, each with a {@link RequestDeadline} and a limit on how long
 * its caller may take to read an answer. A connection above the limit is closed as soon as it is accepted.
 */
final class Admission extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = Logger.getLogger(Admission.class);

    /** How long a caller may take over a part of an answer. */
    private static final Duration UNREAD = Duration.ofSeconds(30);

    /** A flood is one line of the log a minute. */
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final int most;
    private final int port;
    private final AtomicInteger open = new AtomicInteger();
    private long refused;
    private long warned = System.nanoTime() - QUIET.toNanos();

    Admission(int most, int port) {
        this.most = most;
        this.port = port;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        Channel connection = (Channel) accepted;
        if (open.get() >= most) {
            connection.unsafe().closeForcibly(); // it has no thread of its own yet
            refused++;
            warn();
            return;
        }
        open.incrementAndGet();
        connection.closeFuture().addListener(closed -> open.decrementAndGet());
        connection
                .pipeline()
                .addLast(new RequestDeadline(), new WriteTimeoutHandler(UNREAD.toSeconds(), TimeUnit.SECONDS));
        context.fireChannelRead(connection);
    }

    private void warn() {
        long now = System.nanoTime();
        if (now - warned >= QUIET.toNanos()) {
            LOG.warnf(
                    "port %d has %d connections, as many as quarkus.http.limits.max-connections allows; %d others were"
                            + " closed so far",
                    port, most, refused);
            warned = now;
        }
    }
}
