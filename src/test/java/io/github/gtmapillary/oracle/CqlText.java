package io.github.gtmapillary.oracle;

import java.util.Collection;
import java.util.TreeSet;

/** Conditions in CQL. */
public final class CqlText {
    private CqlText() {}

    /** That an attribute has one of these values. */
    public static String in(String attribute, Collection<String> values) {
        return "\"" + attribute + "\" IN ('" + String.join("', '", new TreeSet<>(values)) + "')";
    }
}
