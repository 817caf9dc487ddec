package io.github.gtmapillary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyEnvironmentTest {
    private static final String PASSWORD = "hemlig-4711";

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> given = new HashMap<>();
    private final Map<String, String> before = new HashMap<>();

    private Map<String, String> properties() {
        return ProxyEnvironment.properties(
                name -> Optional.ofNullable(environment.get(name)), key -> Optional.ofNullable(given.get(key)));
    }

    @AfterEach
    void restoreProperties() {
        before.forEach((key, value) -> {
            if (value == null) {
                System.clearProperty(key);
            } else {
                System.setProperty(key, value);
            }
        });
    }

    @Test
    void anEmptyEnvironmentSetsNothing() {
        assertThat(properties()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTPS_PROXY", "https_proxy"})
    void aProxyForHttpsHasHostPortUserAndPassword(String variable) {
        environment.put(variable, "http://anna:" + PASSWORD + "@proxy.example.org:3128/");

        assertThat(properties())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "https.proxyHost", "proxy.example.org",
                        "https.proxyPort", "3128",
                        "https.proxyUser", "anna",
                        "https.proxyPassword", PASSWORD));
    }

    @Test
    void aProxyForHttpIsOneOfItsOwn() {
        environment.put("HTTPS_PROXY", "one.example.org:3128");
        environment.put("HTTP_PROXY", "http://two.example.org");

        assertThat(properties())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "https.proxyHost", "one.example.org",
                        "https.proxyPort", "3128",
                        "http.proxyHost", "two.example.org",
                        "http.proxyPort", "80"));
    }

    @Test
    void oneProxyMayServeForAll() {
        environment.put("ALL_PROXY", "proxy.example.org:8080");

        assertThat(properties())
                .containsEntry("https.proxyHost", "proxy.example.org")
                .containsEntry("http.proxyHost", "proxy.example.org");
    }

    @Test
    void theLowerCaseNameWins() {
        environment.put("HTTPS_PROXY", "upper.example.org:1");
        environment.put("https_proxy", "lower.example.org:1");
        environment.put("ALL_PROXY", "all.example.org:1");

        assertThat(properties()).containsEntry("https.proxyHost", "lower.example.org");
    }

    @Test
    void aBlankVariableIsNone() {
        environment.put("https_proxy", " ");
        environment.put("HTTPS_PROXY", "proxy.example.org:1");

        assertThat(properties()).containsEntry("https.proxyHost", "proxy.example.org");
    }

    @Test
    void aHeaderOfAWebServersCallerIsNoProxy() {
        environment.put("REQUEST_METHOD", "GET");
        environment.put("HTTP_PROXY", "evil.example.org:80");

        assertThat(properties()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a:p%40ss%3Aw%2Frd; a; p@ss:w/rd",
                "a:p@ss; a; p@ss",
                "a:x:y; a; x:y",
                "DOMAIN%5Ca:1+1; DOMAIN\\a; 1+1",
                "a:100%; a; 100%",
                "%C3%B6:%C3%A5; ö; å",
                "a; a; ''",
            })
    void usersAndPasswordsMayBePercentEncoded(String userInfo, String user, String password) {
        environment.put("HTTPS_PROXY", "http://" + userInfo + "@proxy.example.org:1");

        assertThat(properties())
                .containsEntry("https.proxyHost", "proxy.example.org")
                .containsEntry("https.proxyUser", user)
                .containsEntry("https.proxyPassword", password);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https.proxyHost", "socksProxyHost"})
    void aPropertyThatIsSetWins(String property) {
        given.put(property, "mine.example.org");
        environment.put("HTTPS_PROXY", "http://anna:" + PASSWORD + "@proxy.example.org:3128");

        assertThat(properties()).isEmpty();
    }

    @Test
    void hostsThatAreSetToBeDirectWin() {
        given.put("http.nonProxyHosts", "");
        environment.put("NO_PROXY", "example.org");

        assertThat(properties()).isEmpty();
    }

    @Test
    void aSocksProxyIsTakenWithoutAUser() {
        environment.put("ALL_PROXY", "socks5h://proxy.example.org");
        environment.put("NO_PROXY", "10.1.2.3");

        assertThat(properties())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "socksProxyHost", "proxy.example.org",
                        "socksProxyPort", "1080",
                        "http.nonProxyHosts", "10.1.2.3",
                        "socksNonProxyHosts", "10.1.2.3"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "https://anna:hemlig-4711@proxy.example.org:443; the kind https://",
                "ftp://anna:hemlig-4711@proxy.example.org; the kind ftp://",
                "socks5://anna:hemlig-4711@proxy.example.org; SOCKS proxy with a user",
                "http://anna:hemlig-4711@; names no proxy",
                "http://anna:hemlig-4711@proxy.example.org:port; names no proxy",
            })
    void whatCannotBeUsedIsNamedWithoutThePassword(String value, String message) {
        environment.put("HTTPS_PROXY", value);

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(this::properties)
                .withMessageContaining("HTTPS_PROXY")
                .withMessageContaining(message)
                .withMessageNotContaining(PASSWORD)
                .withMessageNotContaining("anna");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "*; tiles.mapillary.com; true",
                "mapillary.com; tiles.mapillary.com; true",
                ".mapillary.com; tiles.mapillary.com; true",
                "*.mapillary.com; tiles.mapillary.com; true",
                ".mapillary.com; mapillary.com; true",
                "MAPILLARY.com; tiles.mapillary.com; true",
                "tiles.mapillary.com:443; tiles.mapillary.com; true",
                "example.org, mapillary.com ,example.net; tiles.mapillary.com; true",
                "pillary.com; tiles.mapillary.com; false",
                "graph.mapillary.com; tiles.mapillary.com; false",
                "10.1.2.3; 10.1.2.3; true",
                "10.1.2.3:8080; 10.1.2.3; true",
                "10.1.2.3; 10.1.2.30; false",
                "10.0.0.0/8; 10.200.1.1; true",
                "10.0.0.0/8; 11.0.0.1; false",
                "172.16.0.0/12; 172.31.255.1; true",
                "172.16.0.0/12; 172.32.0.1; false",
                "192.168.4.0/22; 192.168.7.9; true",
                "192.168.4.0/22; 192.168.8.9; false",
                "192.168.4.128/25; 192.168.4.129; true",
                "192.168.4.128/25; 192.168.4.127; false",
                "192.168.4.9/32; 192.168.4.9; true",
                "0.0.0.0/0; tiles.mapillary.com; true",
                "fd00::17; [fd00::17]; true",
                "[fd00::17]; [fd00::17]; true",
            })
    void javaLeavesTheProxyOutWhereNoProxySaysSo(String noProxy, String host, boolean isDirect) {
        environment.put("HTTPS_PROXY", "proxy.example.org:3128");
        environment.put("NO_PROXY", noProxy);
        properties().forEach((key, value) -> before.put(key, System.setProperty(key, value)));

        Proxy.Type chosen = ProxySelector.getDefault()
                .select(URI.create("https://" + host + "/"))
                .get(0)
                .type();

        assertThat(chosen).isEqualTo(isDirect ? Proxy.Type.DIRECT : Proxy.Type.HTTP);
    }
}
