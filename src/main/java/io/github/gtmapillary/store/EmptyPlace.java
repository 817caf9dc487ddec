package io.github.gtmapillary.store;

import io.github.gtmapillary.model.Region;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.util.logging.Logging;
import org.locationtech.jts.geom.Envelope;

/**
 * A place where a query found nothing. Its axes may be swapped: GeoServer's WFS 1.1 and newer reads coordinates in CQL without a
 * reference system as latitude, longitude. Nothing shows that from the place alone, so the log names it in words.
 *
 * @param box in degrees, x east, y north
 */
record EmptyPlace(Envelope box) {
    private static final Logger LOGGER = Logging.getLogger(EmptyPlace.class);
    private static final double MAX_LATITUDE = 90;

    /** The place of a region; empty for no place, and for one whose longitudes cannot be latitudes. */
    static Optional<EmptyPlace> of(Region region) {
        Envelope box = region.envelope();
        return region.unbounded() || box.isNull() || Math.max(-box.getMinX(), box.getMaxX()) > MAX_LATITUDE
                ? Optional.empty()
                : Optional.of(new EmptyPlace(box));
    }

    /** Writes to the log that nothing was found in the place. */
    void tell(String typeName) {
        if (LOGGER.isLoggable(Level.INFO)) {
            LOGGER.info("Nothing of " + typeName + " was found in longitude " + span(box.getMinX(), box.getMaxX())
                    + ", latitude " + span(box.getMinY(), box.getMaxY())
                    + ". If these are swapped: WFS 1.1 and newer reads places in CQL as latitude, longitude, unless they name their"
                    + " reference system, as BBOX(…, 'CRS:84') does");
        }
    }

    private static String span(double from, double to) {
        return String.format(Locale.ROOT, "%.4f to %.4f", from, to);
    }
}
