package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.Problems;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxySettingsTest {

    private final Problems problems = new Problems();

    @ParameterizedTest
    @ValueSource(strings = {"HTTPS_PROXY", "https_proxy"})
    void readsAVariableInEitherCase(String variable) {
        Proxies proxies = read(Map.of(variable, "http://proxy.example:3128"), Map.of());

        assertThat(proxies.before(URI.create("https://git.example/a"))).hasToString("Optional[proxy.example:3128]");
        assertThat(proxies.before(URI.create("http://git.example/a"))).isEmpty();
        assertThat(proxies.before(URI.create("ssh://git@git.example/a"))).isEmpty();
        assertThat(proxies.https().orElseThrow().source()).isEqualTo(variable);
    }

    @ParameterizedTest
    @CsvSource({
        "proxy.example:3128, proxy.example, 3128",
        "http://proxy.example, proxy.example, 80",
        "HTTP://proxy.example:8080/, proxy.example, 8080",
        "http://[fd00::1]:3128, fd00::1, 3128",
        "10.0.0.9:3128, 10.0.0.9, 3128",
    })
    void readsAnAddressAsPeopleWriteIt(String text, String host, int port) {
        ProxyAddress proxy = read(Map.of("HTTP_PROXY", text), Map.of()).http().orElseThrow();

        assertThat(proxy.host()).isEqualTo(host);
        assertThat(proxy.port()).isEqualTo(port);
        assertThat(problems.errors()).isEmpty();
    }

    @Test
    void readsWhatTheProxyAsksForAndShowsItNowhere() {
        Proxies proxies = read(Map.of("HTTPS_PROXY", "http://ro%3Abot:p%40ss+w%2F@proxy.example:3128"), Map.of());

        assertThat(proxies.https().orElseThrow().account())
                .contains(new ProxyAddress.ProxyAccount("ro:bot", "p@ss+w/"));
        assertThat(proxies.toString()).doesNotContain("p@ss", "ro:bot");
    }

    @Test
    void takesAnEmptyVariableForNone() {
        assertThat(read(Map.of("HTTPS_PROXY", "", "http_proxy", " ", "NO_PROXY", ""), Map.of())
                        .isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://robot:s3cret@proxy.example:3128, is reached over https",
        "socks5://robot:s3cret@proxy.example:1080, is reached over socks5",
        "http://robot:s3cret@proxy.example:99999, not the address of a proxy",
        "http://robot:s3/cret@proxy.example:3128, not the address of a proxy",
        "http://robot:s3cret@proxy.example:3128/path, not the address of a proxy",
        "http://robot:s3cret@, not the address of a proxy",
        "robot:s3cret@pro xy, not the address of a proxy",
        "http://, not the address of a proxy",
    })
    void saysWhichVariableIsWrongWithoutItsPassword(String text, String reason) {
        assertThat(read(Map.of("HTTPS_PROXY", text), Map.of()).https()).isEmpty();

        assertThat(problems.errors())
                .singleElement()
                .asString()
                .startsWith("HTTPS_PROXY: '")
                .contains(reason);
        assertThat(problems.errors().toString()).doesNotContain("s3cret", "s3/cret");
    }

    @Test
    void refusesTwoCasesThatDiffer() {
        read(
                Map.of("HTTPS_PROXY", "http://one.example:1", "https_proxy", "http://robot:s3cret@two.example:2"),
                Map.of());

        assertThat(problems.errors())
                .containsExactly("HTTPS_PROXY: says another thing than https_proxy: set both alike, or one of them");
    }

    @Test
    void takesTwoCasesThatAgree() {
        read(Map.of("NO_PROXY", "a.example", "no_proxy", "a.example"), Map.of());

        assertThat(problems.errors()).isEmpty();
    }

    @Test
    void prefersTheJvmsProperties() {
        // When
        Proxies proxies = read(
                Map.of("HTTPS_PROXY", "http://variable.example:3128", "NO_PROXY", "a.example"),
                Map.of(
                        "https.proxyHost", "property.example",
                        "https.proxyPort", "8080",
                        "https.proxyUser", "robot",
                        "https.proxyPassword", "s3cret",
                        "http.nonProxyHosts", "*.internal|10.*|exact.example"));

        // Then
        ProxyAddress https = proxies.https().orElseThrow();
        assertThat(https).hasToString("property.example:8080");
        assertThat(https.account()).contains(new ProxyAddress.ProxyAccount("robot", "s3cret"));
        assertThat(isDirect(proxies, "https://a.example/")).isFalse();
        assertThat(isDirect(proxies, "https://git.internal/")).isTrue();
        assertThat(isDirect(proxies, "https://10.1.2.3/")).isTrue();
        assertThat(isDirect(proxies, "https://exact.example/")).isTrue();
        assertThat(isDirect(proxies, "https://in.exact.example/")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "https.proxyPort, 70000, '70000' is not a port",
                "https.proxyPort, web, 'web' is not a port",
                "https.proxyHost, http://robot:s3cret@proxy.example, '***@proxy.example' is not the name",
                "https.proxyHost, proxy.example:3128, its port is https.proxyPort",
            })
    void saysWhichPropertyIsWrong(String name, String value, String reason) {
        Map<String, String> properties = new HashMap<>(Map.of("https.proxyHost", "proxy.example"));
        properties.put(name, value);

        read(Map.of(), properties);

        assertThat(problems.errors())
                .singleElement()
                .asString()
                .startsWith(name + ": ")
                .contains(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "example.com; https://example.com/; true",
                "example.com; https://git.example.com/; true",
                "example.com; https://GIT.Example.com./; true",
                "example.com; https://anexample.com/; false",
                ".example.com; https://git.example.com/; true",
                ".example.com; https://example.com/; false",
                "*.example.com; https://git.example.com/; true",
                "a.example, .svc ,.cluster.local; https://loki.logs.svc/; true",
                "a.example b.example; https://b.example/; true",
                "*; https://any.example/; true",
                "example.com:8443; https://example.com:8443/; true",
                "example.com:8443; https://example.com/; false",
                "example.com:443; https://example.com/; true",
                "example.com:80; http://example.com/; true",
                "10.0.0.0/8; https://10.1.2.3/; true",
                "10.1.2.3/8; https://10.200.0.1/; true",
                "10.0.0.0/8; https://11.1.2.3/; false",
                "192.0.2.7; https://192.0.2.7:8443/; true",
                "192.0.2.7:8443; https://192.0.2.7/; false",
                "fd00::/8; https://[fd12::1]/; true",
                "fd12::1; https://[fd12:0::1]/; true",
                "[fd12::1]:8443; https://[fd12::1]:8443/; true",
                "[fd12::1]:8443; https://[fd12::1]/; false",
                "EXAMPLE.com; https://example.com/; true",
                "example.org; https://localhost/; true",
                "example.org; https://127.0.0.1:8443/; true",
                "example.org; https://[::1]/; true",
            })
    void leavesOutWhatNoProxyNames(String list, String server, boolean isDirect) {
        String proxy = "http://proxy.example:3128";
        Proxies proxies = read(Map.of("HTTPS_PROXY", proxy, "HTTP_PROXY", proxy, "no_proxy", list), Map.of());

        assertThat(problems.errors()).isEmpty();
        assertThat(isDirect(proxies, server)).isEqualTo(isDirect);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "https://a.example", "a.example:http", "a.example:0", "exa mple/8", "a..*"})
    void saysWhichExceptionIsWrong(String entry) {
        read(Map.of("NO_PROXY", "good.example," + entry), Map.of());

        assertThat(problems.errors()).isNotEmpty().allMatch(error -> error.startsWith("NO_PROXY: '"));
    }

    private Proxies read(Map<String, String> environment, Map<String, String> properties) {
        return new ProxySettings(environment, properties::get, problems).read();
    }

    private static boolean isDirect(Proxies proxies, String server) {
        return proxies.before(URI.create(server)).equals(Optional.empty());
    }
}
