package dev.sluice.feed;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.sluice.proxy.Proxies;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HttpProxyTest {

    @RegisterExtension
    static final WireMockExtension PROXY = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private final ProxySelector before = ProxySelector.getDefault();

    @AfterEach
    void restore() {
        ProxySelector.setDefault(before);
    }

    @Test
    void goesThroughTheProxyOfTheJvm() {
        PROXY.stubFor(get("/goog.json").willReturn(ok("{}")));
        ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress("127.0.0.1", PROXY.getPort())));
        Transfer limits = new Transfer(Duration.ofSeconds(10), Duration.ofSeconds(10), 1024);
        Feed unreachable = new Feed("goog", URI.create("http://feeds.invalid/goog.json"), Format.GOOGLE);

        Fetched fetched = new HttpFetcher(limits, null, Proxies.NONE).fetch(unreachable, Optional.empty());

        assertThat(fetched).isInstanceOf(Fetched.Body.class);
        PROXY.verify(getRequestedFor(urlEqualTo("/goog.json")));
    }
}
