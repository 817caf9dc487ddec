package io.github.gtmapillary.http.wire;

import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Tells Mapillary's own servers from servers in front of them, such as a caching proxy. */
public final class MapillaryHosts {

    /** Mapillary and the companies whose accounts it shares. */
    private static final Pattern NAME = Pattern.compile("(.+\\.)?(mapillary|facebook|meta)\\.com");

    private MapillaryHosts() {}

    /** Whether the URL's host is one of Mapillary's own. */
    public static boolean include(HttpUrl url) {
        return NAME.matcher(url.host()).matches();
    }
}
