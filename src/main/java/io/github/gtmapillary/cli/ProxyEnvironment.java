package io.github.gtmapillary.cli;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Translates the environment's proxy variables, as curl and most tools read them, into the Java system properties that the data store
 * reads. A property that is already set wins over the environment.
 */
final class ProxyEnvironment {

    private static final Pattern PROXY = Pattern.compile("(?:(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://)?(?:(?<user>.*)@)?"
            + "(?<host>\\[[0-9A-Fa-f:.]+\\]|[^:/@\\[\\]\\s]+)(?::(?<port>\\d{1,5}))?/?");

    private static final String SOCKS_HOST = "socksProxyHost";
    private static final String DIRECT_HOSTS = "http.nonProxyHosts";

    private final Function<String, Optional<String>> environment;
    private final Function<String, Optional<String>> given;
    private final Map<String, String> properties = new LinkedHashMap<>();

    private ProxyEnvironment(Function<String, Optional<String>> environment, Function<String, Optional<String>> given) {
        this.environment = environment;
        this.given = given;
    }

    /**
     * Sets the properties in this process.
     *
     * @throws UsageException naming the variable, without a password, if it names no proxy that can be used
     */
    static void apply(Function<String, Optional<String>> environment) {
        properties(environment, key -> Optional.ofNullable(System.getProperty(key)))
                .forEach(System::setProperty);
    }

    /**
     * The properties to set.
     *
     * @param environment the value of a variable
     * @param given the value of a property that is set already
     * @throws UsageException as {@link #apply}
     */
    static Map<String, String> properties(
            Function<String, Optional<String>> environment, Function<String, Optional<String>> given) {
        ProxyEnvironment translation = new ProxyEnvironment(environment, given);
        translation.translate("https", List.of("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"));
        translation.translate("http", translation.namesForHttp());
        translation.translateDirectHosts();
        return translation.properties;
    }

    /** A web server that runs this as a CGI program sets HTTP_PROXY to what the caller sent as a header "Proxy". */
    private List<String> namesForHttp() {
        return environment.apply("REQUEST_METHOD").isPresent()
                ? List.of("http_proxy")
                : List.of("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY");
    }

    private void translate(String scheme, List<String> variables) {
        boolean isGiven = given.apply(scheme + ".proxyHost").isPresent()
                || given.apply(SOCKS_HOST).isPresent()
                || given.apply("java.net.useSystemProxies")
                        .filter("true"::equals)
                        .isPresent();
        if (isGiven) {
            return;
        }
        for (String variable : variables) {
            Optional<String> value = value(variable);
            if (value.isPresent()) {
                name(scheme, variable, value.get().strip());
                return;
            }
        }
    }

    private Optional<String> value(String variable) {
        return environment.apply(variable).filter(value -> !value.isBlank());
    }

    private void name(String scheme, String variable, String value) {
        Matcher proxy = PROXY.matcher(value);
        if (!proxy.matches()) {
            throw new UsageException("The environment variable " + variable
                    + " names no proxy: write http://HOST:PORT or http://USER:PASSWORD@HOST:PORT,"
                    + " with %40 for a @ and %3A for a : in the user");
        }
        String protocol =
                Optional.ofNullable(proxy.group("scheme")).orElse("http").toLowerCase(Locale.ROOT);
        switch (protocol) {
            case "http" -> set(scheme + ".proxy", proxy, "80");
            case "socks", "socks5", "socks5h" -> setSocks(variable, proxy);
            default ->
                throw new UsageException(
                        "The environment variable " + variable + " names a proxy of the kind " + protocol + ":// ("
                                + proxy.group("host") + "), which can't be used: http:// and socks5:// can");
        }
    }

    private void setSocks(String variable, Matcher proxy) {
        if (proxy.group("user") != null) {
            throw new UsageException("The environment variable " + variable + " names a SOCKS proxy with a user ("
                    + proxy.group("host") + "), which can't be used: only http:// proxies can have one");
        }
        set("socksProxy", proxy, "1080");
    }

    private void set(String prefix, Matcher proxy, String usualPort) {
        properties.put(prefix + "Host", proxy.group("host").replaceAll("[\\[\\]]", ""));
        properties.put(prefix + "Port", Optional.ofNullable(proxy.group("port")).orElse(usualPort));
        String user = proxy.group("user");
        if (user != null) {
            String[] parts = user.split(":", 2);
            properties.put(prefix + "User", decoded(parts[0]));
            properties.put(prefix + "Password", parts.length == 2 ? decoded(parts[1]) : "");
        }
    }

    /** Decodes %XX; a text with a % that begins no code stays unchanged. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private void translateDirectHosts() {
        Optional<String> names = value("no_proxy").or(() -> value("NO_PROXY"));
        if (names.isEmpty() || given.apply(DIRECT_HOSTS).isPresent()) {
            return;
        }
        List<String> patterns = new ArrayList<>();
        for (String name : names.get().split("[,\\s]+", -1)) {
            if (!name.isEmpty()) {
                patterns.addAll(NoProxyEntry.patterns(name.toLowerCase(Locale.ROOT)));
            }
        }
        properties.put(DIRECT_HOSTS, String.join("|", patterns));
        if (properties.containsKey(SOCKS_HOST)) {
            properties.put("socksNonProxyHosts", String.join("|", patterns));
        }
    }
}
