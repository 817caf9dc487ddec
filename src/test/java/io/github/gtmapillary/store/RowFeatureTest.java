package io.github.gtmapillary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.geotools.api.data.DataSourceException;
import org.geotools.api.data.SimpleFeatureReader;
import org.geotools.api.feature.IllegalAttributeException;
import org.geotools.api.feature.Property;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.sort.SortBy;
import org.geotools.api.filter.sort.SortOrder;
import org.geotools.data.DataUtilities;
import org.geotools.data.ReTypeFeatureReader;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.data.sort.SortedFeatureReader;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.feature.NameImpl;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureImpl;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.filter.identity.FeatureIdImpl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

/** Features of rows do what GeoTools' own features do. */
class RowFeatureTest {
    private static final TypeSchema IMAGES = MapillaryTypes.IMAGES;
    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();

    private final SimpleFeatureType type;
    private final SimpleFeature feature;
    private final SimpleFeature reference;

    RowFeatureTest() throws IOException {
        this.type = FeatureTypes.of(IMAGES, new NameImpl("http://example.com", "images"), TypeSchema.GEOMETRY);
        this.feature = feature("7", 12.5);
        this.reference = reference("7", 12.5);
    }

    private static Point point() {
        return new GeometryFactory().createPoint(new Coordinate(8, 47));
    }

    private SimpleFeature feature(String id, double angle) {
        @Nullable Object[] values = new @Nullable Object[IMAGES.attributes().size()];
        values[IMAGES.indexOf(Attribute.ID)] = id;
        values[IMAGES.indexOf("captured_at")] = 5L;
        values[IMAGES.indexOf("compass_angle")] = angle;
        values[IMAGES.indexOf("is_pano")] = true;
        return new RowFeatures(IMAGES, type).feature(new Row(id, Arrays.asList(values), point()));
    }

    private SimpleFeature reference(String id, double angle) {
        SimpleFeatureBuilder builder = new SimpleFeatureBuilder(type);
        builder.set(TypeSchema.GEOMETRY, point());
        builder.set(Attribute.ID, id);
        builder.set("captured_at", new Timestamp(5));
        builder.set("compass_angle", angle);
        builder.set("is_pano", true);
        return builder.buildFeature("images." + id);
    }

    @Test
    void aFeatureEqualsGeoToolsOwnInBothDirections() {
        assertThat(feature).isEqualTo(reference);
        assertThat(reference).isEqualTo(feature("7", 12.5));
        assertThat(feature("7", 12.5).hashCode()).isEqualTo(reference.hashCode());
        assertThat(new HashSet<>(List.of(reference))).contains(feature("7", 12.5));
    }

    @Test
    void featuresOfAnotherIdValueOrTypeDiffer() {
        assertThat(feature).isNotEqualTo(reference("8", 12.5)).isNotEqualTo(reference("7", 13));
        assertThat(reference).isNotEqualTo(feature("8", 12.5)).isNotEqualTo(feature("7", 13));
        SimpleFeatureType part = SimpleFeatureTypeBuilder.retype(type, "id");
        SimpleFeature other = SimpleFeatureBuilder.build(part, new Object[] {"7"}, "images.7");
        assertThat(feature).isNotEqualTo(other);
        assertThat(other).isNotEqualTo(feature);
        assertThat(feature).isNotEqualTo(null).isNotEqualTo("images.7");
    }

    @Test
    void itsIdIsTheTypeNameAndTheEntitysId() {
        assertThat(feature.getID()).isEqualTo("images.7");
        assertThat(feature.getIdentifier())
                .isEqualTo(new FeatureIdImpl("images.7"))
                .isSameAs(feature.getIdentifier());
    }

    @Test
    void itSaysAllThatGeoToolsOwnSays() {
        assertThat(feature).hasToString(reference.toString());
        assertThat(feature.getAttributes()).isEqualTo(reference.getAttributes());
        assertThat(feature.getAttributeCount()).isEqualTo(reference.getAttributeCount());
        assertThat(feature.getDefaultGeometry()).isEqualTo(reference.getDefaultGeometry());
        assertThat(feature.getBounds()).isEqualTo(reference.getBounds());
        assertThat(feature.getName()).isEqualTo(reference.getName());
        assertThat(feature.getProperties()).isEqualTo(reference.getProperties());
        assertThat(feature.getProperty("is_pano")).isEqualTo(reference.getProperty("is_pano"));
        assertThat(feature.getProperty("nothing")).isNull();
        assertThat(feature.getAttribute("nothing")).isNull();
        assertThat(feature.getDefaultGeometryProperty()).isEqualTo(reference.getDefaultGeometryProperty());
    }

    @Test
    void itsValuesCanBeSetAndAreConverted() {
        feature.setAttribute("compass_angle", "90");
        feature.setAttribute(type.indexOf("is_pano"), false);
        feature.setDefaultGeometry(null);
        assertThat(feature.getAttribute("compass_angle")).isEqualTo(90.0);
        assertThat(feature.getAttribute("is_pano")).isEqualTo(false);
        assertThat(feature.getDefaultGeometry()).isNull();
        assertThatExceptionOfType(IllegalAttributeException.class).isThrownBy(() -> feature.setAttribute("nothing", 1));
    }

    @Test
    void aPropertyWritesThroughToItsFeature() {
        for (Property property : feature.getProperties()) {
            if (property.getName().getLocalPart().equals("compass_angle")) {
                property.setValue(1.0);
            }
        }
        assertThat(feature.getAttribute("compass_angle")).isEqualTo(1.0);
    }

    @Test
    void itKeepsUserData() {
        assertThat(feature.hasUserData()).isFalse();
        feature.getUserData().put("key", "value");
        assertThat(feature.getUserData()).containsEntry("key", "value");
        assertThat(feature.hasUserData()).isTrue();
    }

    @Test
    void copiesAreGeoToolsOwn() {
        assertThat(SimpleFeatureBuilder.copy(feature))
                .isInstanceOf(SimpleFeatureImpl.class)
                .isEqualTo(feature);
        assertThat(SimpleFeatureBuilder.deep(feature)).isEqualTo(reference);
        assertThat(DataUtilities.reType(type, feature)).isEqualTo(reference);
    }

    @Test
    void aFeatureMadeWithLessEqualsARetypedOne() throws IOException {
        SimpleFeatureType part = SimpleFeatureTypeBuilder.retype(type, "compass_angle", TypeSchema.GEOMETRY);
        @Nullable Object[] values = new @Nullable Object[IMAGES.attributes().size()];
        values[IMAGES.indexOf("compass_angle")] = 12.5;
        SimpleFeature made = new RowFeatures(IMAGES, part).feature(new Row("7", Arrays.asList(values), point()));
        assertThat(made).isEqualTo(retyped(reference, part));
        assertThat(retyped(feature, part)).isEqualTo(made);
        assertThat(made.getAttributes()).containsExactly(12.5, point());
    }

    private static SimpleFeature retyped(SimpleFeature whole, SimpleFeatureType part) throws IOException {
        try (ReTypeFeatureReader reader =
                new ReTypeFeatureReader(reader(whole.getFeatureType(), List.of(whole)), part, false)) {
            return reader.next();
        }
    }

    private static SimpleFeatureReader reader(SimpleFeatureType type, List<SimpleFeature> features) throws IOException {
        SimpleFeatureCollection collection = new ListFeatureCollection(type, features);
        return DataUtilities.simple(DataUtilities.reader(collection));
    }

    /** With a single feature in memory, GeoTools sorts through files. */
    @Test
    void sortingThroughFilesGivesEqualFeatures() throws IOException {
        List<SimpleFeature> unsorted = List.of(feature("9", 3), feature("7", 1), feature("8", 2));
        SortBy[] byAngle = {FILTERS.sort("compass_angle", SortOrder.ASCENDING)};
        List<SimpleFeature> sorted = new ArrayList<>();
        try (SortedFeatureReader reader = new SortedFeatureReader(reader(type, unsorted), byAngle, 1)) {
            while (reader.hasNext()) {
                sorted.add(reader.next());
            }
        }
        assertThat(sorted).containsExactly(reference("7", 1), reference("8", 2), reference("9", 3));
    }

    @Test
    void collectionsOfGeoToolsFindFeaturesById() throws DataSourceException {
        ListFeatureCollection collection = new ListFeatureCollection(type, List.of(feature, feature("8", 2)));
        Set<String> ids = new HashSet<>();
        try (SimpleFeatureIterator found = collection
                .subCollection(FILTERS.id(Set.of(FILTERS.featureId("images.8"))))
                .features()) {
            while (found.hasNext()) {
                ids.add(found.next().getID());
            }
        }
        assertThat(ids).containsExactly("images.8");
    }
}
