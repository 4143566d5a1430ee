package dev.sluice.serve.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestDeadlineTest {

    private static final String WHOLE = "GET / HTTP/1.1\r\nHost: sluice\r\n\r\n";
    private static final Duration NEARLY = RequestDeadline.PATIENCE.minusMillis(500);

    private final List<HttpRequest> requests = new ArrayList<>();
    private final EmbeddedChannel connection = new EmbeddedChannel();

    RequestDeadlineTest() {
        connection.freezeTime();
        connection.pipeline().addLast(new RequestDeadline(), new ChannelInitializer<EmbeddedChannel>() {
            @Override
            protected void initChannel(EmbeddedChannel channel) {
                channel.pipeline()
                        .addLast("httpDecoder", new HttpRequestDecoder())
                        .addLast("httpEncoder", new HttpResponseEncoder())
                        .addLast("handler", new SimpleChannelInboundHandler<HttpRequest>() {
                            @Override
                            protected void channelRead0(ChannelHandlerContext context, HttpRequest request) {
                                requests.add(request);
                            }
                        });
            }
        });
        connection.pipeline().fireChannelActive();
    }

    @Test
    void closesASilentConnection() {
        pass(NEARLY);
        assertThat(connection.isOpen()).isTrue();

        pass(Duration.ofSeconds(1));

        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void closesAHalfRequest() {
        send("GET / HTTP/1.1\r\nHost: slu");

        pass(RequestDeadline.PATIENCE);

        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void closesASlowSenderHoweverSteadyItIs() {
        for (int second = 0; second < RequestDeadline.PATIENCE.toSeconds(); second++) {
            send(WHOLE.substring(second, second + 1));
            pass(Duration.ofSeconds(1));
        }

        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void closesABodyThatStops() {
        send("POST / HTTP/1.1\r\nHost: sluice\r\nContent-Length: 10\r\n\r\n123");

        pass(RequestDeadline.PATIENCE);

        assertThat(requests).hasSize(1);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void waitsForALongAnswer() {
        send(WHOLE);

        pass(Duration.ofMinutes(29));

        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void givesEachRequestItsOwnTime() {
        for (int request = 0; request < 5; request++) {
            pass(NEARLY);
            send("GE");
            pass(NEARLY);
            send(WHOLE.substring(2));
            answer();
        }

        assertThat(requests).hasSize(5);
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void closesAConnectionThatAsksForNothingMore() {
        send(WHOLE);
        answer();

        pass(RequestDeadline.PATIENCE);

        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void anInterimAnswerIsNone() {
        send("POST / HTTP/1.1\r\nHost: sluice\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n");
        answer(HttpResponseStatus.CONTINUE);
        send("1");

        pass(Duration.ofMinutes(1));

        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void anEarlyAnswerDoesNotEndTheRequest() {
        send("POST / HTTP/1.1\r\nHost: sluice\r\nContent-Length: 10\r\n\r\n123");
        answer();

        pass(RequestDeadline.PATIENCE);

        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void closesWhatBeginsAsHttp2() {
        send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

        assertThat(requests).isEmpty();
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void passesOverAnOfferToGoOnWithHttp2() {
        send("GET / HTTP/1.1\r\nHost: sluice\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");

        assertThat(requests).singleElement().satisfies(request -> assertThat(request.headers())
                .noneMatch(header -> header.getKey().equalsIgnoreCase("HTTP2-Settings")
                        || header.getKey().equalsIgnoreCase(HttpHeaderNames.UPGRADE.toString())));
    }

    private void send(String text) {
        connection.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    private void answer() {
        answer(HttpResponseStatus.OK);
    }

    private void answer(HttpResponseStatus status) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
        if (status.code() >= 200) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
        }
        connection.pipeline().context("handler").writeAndFlush(response);
    }

    private void pass(Duration time) {
        connection.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
        connection.runPendingTasks();
        connection.runScheduledPendingTasks();
    }
}
