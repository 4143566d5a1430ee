package dev.sluice.serve.connections;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Puts an {@link Admission} in front of each port that this process listens on. All ports share one thread that accepts
 * and the process's file descriptors: without a limit, connections to one port make all of them silent. Vert.x has no
 * place for a limit that holds before a connection costs anything, nor for a deadline that a slow sender cannot push out.
 */
@ApplicationScoped
public class ConnectionGuard {

    private final Vertx vertx;
    private final int most;
    private final List<Future<?>> searches = new ArrayList<>();

    /** @param most how many connections one port has at a time */
    ConnectionGuard(Vertx vertx, @ConfigProperty(name = "quarkus.http.limits.max-connections") int most) {
        this.vertx = vertx;
        this.most = most;
    }

    /** No event tells that the management port listens: ports are looked for again every second, whatever opens one. */
    synchronized void begin(@ObservesAsync HttpServerStart started) {
        for (EventExecutor loop : ((VertxInternal) vertx).getAcceptorEventLoopGroup()) {
            searches.add(loop.scheduleWithFixedDelay(() -> guard((EventLoop) loop), 0, 1, TimeUnit.SECONDS));
        }
    }

    synchronized void end(@Observes ShutdownEvent event) {
        searches.forEach(search -> search.cancel(false));
        searches.clear();
    }

    private void guard(EventLoop loop) {
        Iterator<Channel> channels = ((SingleThreadEventLoop) loop).registeredChannelsIterator();
        while (channels.hasNext()) {
            Channel channel = channels.next();
            if (channel instanceof ServerSocketChannel port && port.pipeline().get(Admission.class) == null) {
                port.pipeline().addFirst(new Admission(most, port.localAddress().getPort()));
            }
        }
    }
}
