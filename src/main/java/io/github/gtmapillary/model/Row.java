package io.github.gtmapillary.model;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * One feature as an answer holds it, before it becomes a GeoTools feature.
 *
 * @param id the entity's id
 * @param values the attributes in the order of the feature type's attributes: {@link String}, {@link Double}, {@link Boolean},
 *     {@link Long} (times, in milliseconds since 1970), or null if the answer lacks the attribute or the query does not need it
 * @param geometry longitudes and latitudes in degrees; null if the query does not need it
 */
public record Row(
        String id, List<@Nullable Object> values, @Nullable Geometry geometry) {
    public Row {
        values = Collections.unmodifiableList(values);
    }
}
