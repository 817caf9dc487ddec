package io.github.gtmapillary.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.geotools.api.feature.simple.SimpleFeatureType;

/**
 * The formats that the command writes, named in lower case on the command line. Each format declares the endings of its files.
 */
public enum OutputFormat {
    GEOJSON("geojson", "json") {
        @Override
        public FeatureOutput begin(SimpleFeatureType type, Origin origin, OutputStream out) throws IOException {
            return GeoJsonOutput.collection(type, origin, out);
        }
    },
    GEOJSONL("geojsonl", "ndjson", "jsonl") {
        @Override
        public FeatureOutput begin(SimpleFeatureType type, Origin origin, OutputStream out) throws IOException {
            return GeoJsonOutput.lines(type, origin, out);
        }
    },
    CSV("csv") {
        @Override
        public FeatureOutput begin(SimpleFeatureType type, Origin origin, OutputStream out) throws IOException {
            return new CsvOutput(type, origin, out);
        }
    };

    // never changed, which the compiler can't see of a list
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> endings;

    OutputFormat(String... endings) {
        this.endings = List.of(endings);
    }

    /** The format that a file name's ending names, in any case; empty if no format has that ending. */
    public static Optional<OutputFormat> ofName(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> format.endings.stream().anyMatch(ending -> name.endsWith("." + ending)))
                .findFirst();
    }

    /** All endings, as a list for people to read. */
    public static String endings() {
        return Arrays.stream(values())
                .flatMap(format -> format.endings.stream())
                .map(ending -> "." + ending)
                .collect(Collectors.joining(", "));
    }

    /** Writes the part before the first feature. */
    public abstract FeatureOutput begin(SimpleFeatureType type, Origin origin, OutputStream out) throws IOException;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
