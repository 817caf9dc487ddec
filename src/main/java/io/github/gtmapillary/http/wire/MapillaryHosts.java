package io.github.gtmapillary.http.wire;

import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Distinguishes Mapillary's own servers from servers in front of them, such as a caching proxy. */
final class MapillaryHosts {

    /** Mapillary and the companies with the same user accounts. */
    private static final Pattern NAME = Pattern.compile("(.+\\.)?(mapillary|facebook|meta)\\.com");

    private MapillaryHosts() {}

    /** Whether the URL's host belongs to Mapillary. */
    static boolean include(HttpUrl url) {
        return NAME.matcher(url.host()).matches();
    }
}
