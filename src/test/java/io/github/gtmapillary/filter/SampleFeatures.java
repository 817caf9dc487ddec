package io.github.gtmapillary.filter;

import io.github.gtmapillary.model.Bbox;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.model.ValueCondition;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.AttributeKind;
import io.github.gtmapillary.schema.TypeSchema;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/** Features as the store makes them, and what the tile decoder would say of them. */
final class SampleFeatures {
    private static final String[] TEXTS = {
        "a",
        "b",
        "A",
        "İ",
        "i",
        "ı",
        "k",
        "\u212A",
        "é",
        "É",
        "object--bench",
        "10",
        "9",
        "a%b",
        "a_b",
        "a.b",
        "a\rb",
        "a\u2028b"
    };

    /** Few of them, so that comparisons with a constant come out equal every now and then. */
    static final long[] TIMES = {1L, 1_640_995_200_000L, 1_651_363_200_000L, 1_651_363_200_001L, 1_651_363_199_999L};

    static final double[] NUMBERS = {0, 5, 5.5, -5, 180, 359.99};

    private SampleFeatures() {}

    static SimpleFeatureType type(TypeSchema schema) {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName(schema.name());
        builder.setCRS(Translations.lonLat());
        builder.add(TypeSchema.GEOMETRY, schema.geometry().binding());
        schema.attributes().forEach(a -> builder.add(a.name(), a.kind().binding()));
        return builder.buildFeatureType();
    }

    static SimpleFeature feature(TypeSchema schema, Geometry geometry, Map<String, Object> values) {
        SimpleFeatureBuilder builder = new SimpleFeatureBuilder(type(schema));
        builder.set(TypeSchema.GEOMETRY, geometry);
        values.forEach(builder::set);
        return builder.buildFeature(schema.name() + "." + values.get(Attribute.ID));
    }

    static SimpleFeature at(TypeSchema schema, Geometry geometry) {
        return feature(schema, geometry, Map.of(Attribute.ID, "1"));
    }

    /** Every attribute but the id is absent now and then. */
    static SimpleFeature random(TypeSchema schema, Random random, Geometry geometry) {
        Map<String, Object> values = new HashMap<>();
        for (Attribute attribute : schema.attributes()) {
            if (attribute.name().equals(Attribute.ID)) {
                values.put(Attribute.ID, Integer.toString(random.nextInt(12)));
            } else if (!attribute.derived() && random.nextInt(5) != 0) {
                values.put(attribute.name(), value(attribute.kind(), random));
            }
        }
        schema.attributes().stream()
                .filter(Attribute::derived)
                .forEach(a -> values.put(a.name(), a.derive((String) Objects.requireNonNull(values.get("id")))));
        return feature(schema, geometry, values);
    }

    static Object value(AttributeKind kind, Random random) {
        return switch (kind) {
            case ID -> Integer.toString(random.nextInt(12));
            case TEXT -> TEXTS[random.nextInt(TEXTS.length)];
            case NUMBER -> NUMBERS[random.nextInt(NUMBERS.length)];
            case FLAG -> random.nextBoolean();
            case TIME -> new Timestamp(TIMES[random.nextInt(TIMES.length)]);
            default -> throw new IllegalArgumentException("no tile holds a " + kind);
        };
    }

    static String text(Random random) {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    /** Whether the decoder would keep the feature. */
    static boolean fulfils(Condition condition, TypeSchema schema, SimpleFeature feature) {
        return condition
                .bind(new Condition.Binding() {
                    @Override
                    public BooleanSupplier attribute(String attribute, ValueCondition test) {
                        schema.indexOf(attribute);
                        Object value = feature.getAttribute(attribute);
                        Object raw = value instanceof Timestamp time ? (Object) time.getTime() : value;
                        return () -> test.passes(raw);
                    }

                    @Override
                    public BooleanSupplier position(Bbox box) {
                        Coordinate at = ((Geometry) feature.getDefaultGeometry()).getCoordinate();
                        return () -> box.contains(at.x, at.y);
                    }
                })
                .getAsBoolean();
    }

    static boolean touches(Region region, Geometry geometry) {
        return region.unbounded() || region.parts().stream().anyMatch(part -> part.intersects(geometry));
    }
}
