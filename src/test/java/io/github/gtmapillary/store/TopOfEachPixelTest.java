package io.github.gtmapillary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.DataUtilities;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.DelegateSimpleFeatureReader;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class TopOfEachPixelTest {
    private static final Envelope PIXEL = new Envelope(0, 0.5, 0, 0.25);
    private static final int ALL = 1000;

    private static SimpleFeatureType type;

    private final List<SimpleFeature> read = new ArrayList<>();

    @BeforeAll
    static void makeType() throws Exception {
        type = DataUtilities.createType("mark", "geometry:Geometry,age:Integer");
    }

    @Test
    void theNewestOfAPixelIsKeptWhereverItComes() throws Exception {
        add("old", 1, "POINT (0.1 0.1)");
        add("new", 3, "POINT (0.2 0.2)");
        add("middle", 2, "POINT (0.3 0.1)");

        assertThat(kept(ALL)).containsExactly("new");
    }

    @Test
    void pixelsBesideEachOtherKeepOneEach() throws Exception {
        add("west", 1, "POINT (-0.1 0.1)");
        add("here", 2, "POINT (0.1 0.1)");
        add("east", 1, "POINT (0.6 0.1)");
        add("north", 1, "POINT (0.1 0.3)");

        assertThat(kept(ALL)).containsExactlyInAnyOrder("west", "here", "east", "north");
    }

    /** An order that holds the last on top, as a sort does that leaves equals as they come. */
    @Test
    void ofEqualsTheLastIsKept() throws Exception {
        add("first", 1, "POINT (0.1 0.1)");
        add("last", 1, "POINT (0.1 0.1)");

        assertThat(kept(ALL)).containsExactly("last");
    }

    @Test
    void aLineThatIsLongerThanAPixelIsKeptAndHidesNothing() throws Exception {
        add("old dot", 1, "POINT (0.1 0.1)");
        add("line", 2, "LINESTRING (0 0.1, 0.6 0.1)");
        add("short line", 3, "LINESTRING (0.1 0.1, 0.2 0.1)");

        assertThat(kept(ALL)).containsExactlyInAnyOrder("line", "short line");
    }

    @Test
    void aFeatureWithoutAPlaceIsKept() throws Exception {
        add("nowhere", 1, null);
        add("empty", 1, "POINT EMPTY");

        assertThat(kept(ALL)).containsExactly("nowhere", "empty");
    }

    /** Where the renderer can't say how large a pixel is, it says 0. */
    @Test
    void withoutASizeOfPixelsEverythingIsKept() throws Exception {
        add("old", 1, "POINT (0.1 0.1)");
        add("new", 2, "POINT (0.1 0.1)");

        assertThat(names(new TopOfEachPixel(reader(), new Envelope(0, 0, 0, 0), byAge(), ALL)))
                .containsExactly("old", "new");
    }

    @Test
    void theNewestIsKeptThoughMemoryHoldsFewPixels() throws Exception {
        for (int age = 0; age < 100; age++) {
            add("place " + age % 10 + " age " + age, age, "POINT (" + age % 10 + ".1 0.1)");
        }
        List<String> newest = List.of("place 0 age 90", "place 5 age 95", "place 9 age 99");

        assertThat(kept(ALL)).hasSize(10).containsAll(newest);
        assertThat(kept(3)).hasSizeBetween(11, 100).containsAll(newest);
    }

    @Test
    void nothingFollowsTheLast() throws IOException {
        TopOfEachPixel top = new TopOfEachPixel(reader(), PIXEL, byAge(), ALL);

        assertThat(top.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(top::next);
    }

    private void add(String name, int age, @Nullable String wkt) throws ParseException {
        Geometry geometry = wkt == null ? null : new WKTReader().read(wkt);
        read.add(SimpleFeatureBuilder.build(type, new Object[] {geometry, age}, name));
    }

    private List<String> kept(int most) throws IOException {
        return names(new TopOfEachPixel(reader(), PIXEL, byAge(), most));
    }

    private DelegateSimpleFeatureReader reader() {
        return new DelegateSimpleFeatureReader(type, new ListFeatureCollection(type, read).features());
    }

    private static Comparator<SimpleFeature> byAge() {
        return Comparator.comparing(feature -> (Integer) feature.getAttribute("age"));
    }

    private static List<String> names(TopOfEachPixel top) throws IOException {
        List<String> names = new ArrayList<>();
        try (top) {
            while (top.hasNext()) {
                names.add(top.next().getID());
            }
        }
        return names;
    }
}
