package io.github.gtmapillary.model;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * One feature as it comes out of an answer, before it becomes a GeoTools feature.
 *
 * @param id the entity's id
 * @param values the attributes in the order of the feature type's attributes: {@link String}, {@link Double}, {@link Boolean},
 *     {@link Long} (times, in milliseconds since 1970), or null where the answer lacks the attribute or nobody asked for it
 * @param geometry longitude and latitude in degrees; null when nobody asked for it
 */
public record Row(
        String id, List<@Nullable Object> values, @Nullable Geometry geometry) {
    public Row {
        values = Collections.unmodifiableList(values);
    }
}
