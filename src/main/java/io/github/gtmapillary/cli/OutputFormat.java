package io.github.gtmapillary.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.geotools.api.feature.simple.SimpleFeatureType;

/** The formats that the command writes; on the command line by their names in lower case. */
enum OutputFormat {
    GEOJSON {
        @Override
        FeatureOutput begin(SimpleFeatureType type, OutputStream out) throws IOException {
            return GeoJsonOutput.collection(type, out);
        }
    },
    GEOJSONL {
        @Override
        FeatureOutput begin(SimpleFeatureType type, OutputStream out) throws IOException {
            return GeoJsonOutput.lines(type, out);
        }
    },
    CSV {
        @Override
        FeatureOutput begin(SimpleFeatureType type, OutputStream out) throws IOException {
            return new CsvOutput(type, out);
        }
    };

    /** Writes what comes before the first feature. */
    abstract FeatureOutput begin(SimpleFeatureType type, OutputStream out) throws IOException;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
