package io.github.gtmapillary.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One entry of the environment variable {@code NO_PROXY}, as patterns of the property {@code http.nonProxyHosts}. */
final class NoProxyEntry {

    private static final Pattern RANGE =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d|[12]\\d|3[0-2])");

    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|\\[?[0-9a-f]*:[0-9a-f:.]*:[0-9a-f.]*\\]?");
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");
    private static final int OCTET = 8;

    private NoProxyEntry() {}

    /**
     * Returns patterns that have their {@code *} at the beginning or the end, as Java requires.
     *
     * @param entry {@code *}, a domain with or without a leading dot, which counts for what is below it too, an address, or a range of
     *     IPv4 addresses as in {@code 10.0.0.0/8}; all in lower case, perhaps with a port, for which Java has no pattern: it counts for
     *     every port
     */
    static List<String> patterns(String entry) {
        Matcher range = RANGE.matcher(entry);
        if (range.matches()) {
            return ofRange(range);
        }
        if (ADDRESS.matcher(entry).matches()) {
            return List.of(withBrackets(entry));
        }
        String domain = PORT.matcher(entry).replaceFirst("");
        if (domain.startsWith("*") || ADDRESS.matcher(domain).matches()) {
            return List.of(domain);
        }
        String bare = domain.startsWith(".") ? domain.substring(1) : domain;
        return List.of(bare, "*." + bare);
    }

    /** Writes an address as Java writes the host of a URL. */
    private static String withBrackets(String address) {
        return address.contains(":") && !address.startsWith("[") ? "[" + address + "]" : address;
    }

    /** The prefixes of whole octets that make up the range, at most 128. */
    private static List<String> ofRange(Matcher range) {
        int bits = Integer.parseInt(range.group(5));
        if (bits == 0) {
            return List.of("*");
        }
        int octets = (bits + OCTET - 1) / OCTET;
        int free = octets * OCTET - bits;
        StringBuilder fixed = new StringBuilder();
        for (int i = 1; i < octets; i++) {
            fixed.append(range.group(i)).append('.');
        }
        int first = Integer.parseInt(range.group(octets)) >> free << free;
        List<String> patterns = new ArrayList<>();
        for (int last = first; last < first + (1 << free); last++) {
            patterns.add(fixed.toString() + last + (octets == 4 ? "" : ".*"));
        }
        return patterns;
    }
}
