package io.github.gtmapillary.http.wire;

import java.util.HashMap;
import java.util.Map;

/** System properties for the time of a test. */
public final class JvmProperties implements AutoCloseable {
    private final Map<String, String> before = new HashMap<>();

    /** Sets a property. */
    public JvmProperties set(String key, String value) {
        String old = System.setProperty(key, value);
        if (!before.containsKey(key)) {
            before.put(key, old);
        }
        return this;
    }

    /** As they were before. */
    @Override
    public void close() {
        before.forEach((key, value) -> {
            if (value == null) {
                System.clearProperty(key);
            } else {
                System.setProperty(key, value);
            }
        });
    }
}
