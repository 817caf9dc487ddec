package io.github.gtmapillary.store;

import io.github.gtmapillary.filter.TimeStep;
import io.github.gtmapillary.model.InvalidQueryException;
import java.util.Optional;
import org.geotools.api.data.Query;
import org.geotools.util.factory.Hints.ConfigurationMetadataKey;

/**
 * The meaning of an instant of a layer's time dimension. Clients of WMS send the first instant of a day and mean the day. GeoServer has
 * no setting for that, but it hands the entries of a layer's {@code metadata} to the store with each query of features, as hints.
 */
final class InstantMeaning {
    /** The entry of the metadata in {@code featuretype.xml}; its value is the duration of a {@link TimeStep}. */
    static final String ENTRY = "mapillary.instantMeans";

    private InstantMeaning() {}

    /**
     * Reads what the layer says of the instants of its time dimension.
     *
     * @return empty if instants stay exact: without the entry, and for WFS
     * @throws InvalidQueryException if the entry has a value that is no duration of a step
     */
    static Optional<TimeStep> of(Query query) throws InvalidQueryException {
        Object duration = query.getHints().get(ConfigurationMetadataKey.get(ENTRY));
        if (duration == null || isFromWfs(query)) {
            return Optional.empty();
        }
        Optional<TimeStep> step = TimeStep.lasting(duration.toString());
        if (step.isEmpty()) {
            throw new InvalidQueryException("the layer's metadata entry " + ENTRY + " is '" + duration
                    + "', which its administrator set: it has to be one of " + TimeStep.durations());
        }
        return step;
    }

    /** Only WFS sets this hint (GeoServer 2.27 to 3.0, {@code GetFeature.toDataQuery}). */
    private static boolean isFromWfs(Query query) {
        return query.getHints().containsKey(Query.INCLUDE_MANDATORY_PROPS);
    }
}
