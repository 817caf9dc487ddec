package io.github.gtmapillary.filter;

import static io.github.gtmapillary.filter.Translations.FF;
import static io.github.gtmapillary.filter.Translations.translate;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.oracle.FilterGenerator;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.util.AffineTransformation;

/** Random filters over random features: what the translation says of a filter against what the filter says of each feature. */
class SoundnessTest {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final int FILTERS = 1_500;

    private record Place(TypeSchema schema, double lon, double lat) {}

    static Stream<Place> places() {
        return Stream.of(MapillaryTypes.IMAGES, MapillaryTypes.POINTS, MapillaryTypes.SEQUENCES)
                .flatMap(schema -> Stream.of(new Place(schema, 13, 55.6), new Place(schema, -70.1, -33)));
    }

    @ParameterizedTest
    @MethodSource("places")
    void conditionAndRegionHoldForEveryAcceptedFeature(Place place) throws IOException {
        Random random = new Random(4711);
        TypeSchema schema = place.schema;
        List<SimpleFeature> features = IntStream.range(0, 50)
                .mapToObj(i -> SampleFeatures.random(schema, random, geometry(place, random)))
                .toList();
        FilterGenerator<WrittenFilter> generator =
                new FilterGenerator<>(random, WrittenTerms.near(schema, place.lon, place.lat), WrittenFilter.joints(3));
        int hits = 0;
        int exact = 0;
        for (int i = 0; i < FILTERS; i++) {
            WrittenFilter drawn = generator.draw(3);
            Translation translation = translate(schema, drawn.asWritten());
            exact += translation.exact() ? 1 : 0;
            for (SimpleFeature feature : features) {
                boolean accepted = translation.filter().evaluate(feature);
                Supplier<String> what = () -> drawn.asWritten() + " on " + feature.getAttributes();
                assertThat(accepted).as(what).isEqualTo(drawn.plain().evaluate(feature));
                boolean kept = SampleFeatures.fulfils(translation.condition(), schema, feature);
                if (accepted) {
                    hits++;
                    assertThat(kept).as(() -> "condition of " + what.get()).isTrue();
                    assertThat(SampleFeatures.touches(translation.region(), (Geometry) feature.getDefaultGeometry()))
                            .as(() -> "region of " + what.get())
                            .isTrue();
                }
                if (translation.exact()) {
                    assertThat(kept)
                            .as(() -> "exact condition of " + what.get())
                            .isEqualTo(accepted);
                }
            }
        }
        assertThat(hits).isBetween(FILTERS * 5, FILTERS * 45);
        assertThat(exact).isGreaterThan(FILTERS / 10);
    }

    /** The same filter past the date line gives what it gives elsewhere, moved. */
    @ParameterizedTest
    @MethodSource("shiftable")
    void filtersPastTheDateLineAnswerLikeTheSameElsewhere(TypeSchema schema) throws IOException {
        Random random = new Random(815);
        for (int i = 0; i < 800; i++) {
            Geometry constant = SampleGeometries.any(random, 0, 10, 0.5);
            double offset = random.nextBoolean() ? 180 : -180;
            Filter here = FF.intersects(FF.property("geometry"), FF.literal(constant));
            Filter there = FF.intersects(FF.property("geometry"), FF.literal(shifted(constant, offset)));
            Translation translation = translate(schema, there);
            for (int j = 0; j < 20; j++) {
                Geometry place = GEOMETRIES.createPoint(SampleGeometries.position(random, 0, 10, 0.7));
                double lon = place.getCoordinate().x;
                if (Math.abs(lon) < 1e-9) {
                    continue;
                }
                Geometry moved = shifted(place, lon < 0 ? 180 : -180);
                boolean accepted = translation.filter().evaluate(SampleFeatures.at(schema, moved));
                assertThat(accepted)
                        .as("%s in %s", moved, there)
                        .isEqualTo(here.evaluate(SampleFeatures.at(schema, place)));
                if (accepted) {
                    assertThat(SampleFeatures.touches(translation.region(), moved))
                            .isTrue();
                }
            }
        }
    }

    static Stream<TypeSchema> shiftable() {
        return Stream.of(MapillaryTypes.IMAGES);
    }

    private static Geometry shifted(Geometry geometry, double by) {
        return AffineTransformation.translationInstance(by, 0).transform(geometry);
    }

    private static Geometry geometry(Place place, Random random) {
        if (place.schema.geometry() == GeometryKind.POINT) {
            return GEOMETRIES.createPoint(SampleGeometries.position(random, place.lon, place.lat, 0.02));
        }
        return GEOMETRIES.createMultiLineString(
                Stream.generate(() -> SampleGeometries.line(random, place.lon, place.lat, 0.02))
                        .limit(1 + random.nextInt(2))
                        .toArray(LineString[]::new));
    }
}
