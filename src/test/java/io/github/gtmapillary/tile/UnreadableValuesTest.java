package io.github.gtmapillary.tile;

import static io.github.gtmapillary.tile.Decoding.TILE;
import static io.github.gtmapillary.tile.Decoding.everything;
import static io.github.gtmapillary.tile.Decoding.value;
import static io.github.gtmapillary.tile.MadeLayer.command;
import static io.github.gtmapillary.tile.MadeLayer.tile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gtmapillary.model.AttributePasses;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.DecodeListener;
import io.github.gtmapillary.model.FlagIs;
import io.github.gtmapillary.model.Missing;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.GeomType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values in a tile that their attribute or layer can't have. */
class UnreadableValuesTest {
    private static final TypeSchema IMAGES = MapillaryTypes.IMAGES;
    private static final Condition ON_FOOT = new AttributePasses("on_foot", new FlagIs(true));
    private static final Condition PANO = new AttributePasses("is_pano", new FlagIs(true));

    /** One image whose {@code foot} is a word, and which is no panorama, and a sound one. */
    private static final byte[] PERHAPS = tile(new MadeLayer("image")
            .point(1, 1, "id", 7L, "foot", "perhaps", "is_pano", false)
            .point(2, 2, "id", 8L, "foot", true, "is_pano", true));

    private final List<String> heard = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "captured_at, captured_at, 2024-07-03T, time",
        "compass_angle, compass_angle, north, number",
        "quality_score, quality_score, good, number",
        "is_pano, is_pano, 2, flag",
        "on_foot, foot, perhaps, flag"
    })
    void aValueOfAnUnexpectedTypeIsNullAndToldOf(String attribute, String property, String text, String kind)
            throws IOException {
        byte[] bytes = tile(new MadeLayer("image").point(1, 1, "id", 7L, property, text, "sequence_id", "s"));

        List<Row> rows = decoded(IMAGES, Condition.ALWAYS, everything(IMAGES), bytes);

        assertThat(value(rows.get(0), IMAGES, attribute)).isNull();
        assertThat(value(rows.get(0), IMAGES, "sequence_id")).isEqualTo("s");
        assertThat(heard).containsExactly("7 " + attribute + ": '" + text + "' is no " + kind + ".");
    }

    @Test
    void theIdOfSomethingElseIsAnAttributeLikeAnother() throws IOException {
        byte[] bytes = tile(new MadeLayer("image").point(1, 1, "id", 7L, "organization_id", 1.5));
        assertThat(value(
                        decoded(IMAGES, Condition.ALWAYS, everything(IMAGES), bytes)
                                .get(0),
                        IMAGES,
                        "organization_id"))
                .isNull();
        assertThat(heard).containsExactly("7 organization_id: the id 1.5 is no exact whole number.");
    }

    @Test
    void aValueLongerThanAnyIsNull() throws IOException {
        byte[] bytes = tile(new MadeLayer("image").point(1, 1, "id", 7L, "sequence_id", "s".repeat(2000)));
        assertThat(value(
                        decoded(IMAGES, Condition.ALWAYS, everything(IMAGES), bytes)
                                .get(0),
                        IMAGES,
                        "sequence_id"))
                .isNull();
    }

    @Test
    void everyFeatureWithSuchAValueIsToldOf() throws IOException {
        byte[] bytes = tile(new MadeLayer("image")
                .point(1, 1, "id", 7L, "foot", "perhaps")
                .point(1, 1, "id", 8L, "foot", "perhaps")
                .point(1, 1, "id", 9L, "foot", true));
        assertThat(decoded(IMAGES, Condition.ALWAYS, everything(IMAGES), bytes))
                .extracting(row -> value(row, IMAGES, "on_foot"))
                .containsExactly(null, null, true);
        assertThat(heard).hasSize(2);
    }

    @Test
    void whatIsNotWantedDisturbsNobody() throws IOException {
        Projection others = new Projection(Set.of("is_pano"), true);
        assertThat(decoded(IMAGES, Condition.ALWAYS, others, PERHAPS)).hasSize(2);
        assertThat(heard).isEmpty();
    }

    @Test
    void anAttributeThatTheFilterUsesHasToBeRead() {
        refused(ON_FOOT, everything(IMAGES));
        refused(Condition.not(ON_FOOT), everything(IMAGES));
        refused(new AttributePasses("on_foot", new Missing()), Projection.ID_ONLY);
        refused(Condition.allOf(List.of(ON_FOOT, Condition.not(PANO))), Projection.ID_ONLY);
        refused(Condition.anyOf(List.of(ON_FOOT, PANO)), Projection.ID_ONLY);
        assertThat(heard).isEmpty();
    }

    @Test
    void anAttributeThatTheSortOrTheRestOfTheFilterUsesHasToBeRead() {
        refused(Condition.ALWAYS, new Projection(Set.of("on_foot"), true, Set.of("on_foot"), Set.of()));
    }

    @Test
    void aFeatureThatAnotherPartOfTheFilterRulesOutIsOutInEitherOrder() throws IOException {
        for (List<Condition> both : List.of(List.of(ON_FOOT, PANO), List.of(PANO, ON_FOOT))) {
            assertThat(decoded(IMAGES, Condition.allOf(both), everything(IMAGES), PERHAPS))
                    .extracting(Row::id)
                    .containsExactly("8");
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void aFeatureThatAnotherBranchAcceptsIsCountedInEitherOrder() throws IOException {
        Condition flat = Condition.not(PANO);
        for (List<Condition> either : List.of(List.of(ON_FOOT, flat), List.of(flat, ON_FOOT))) {
            assertThat(decoded(IMAGES, Condition.anyOf(either), Projection.ID_ONLY, PERHAPS))
                    .extracting(Row::id)
                    .containsExactly("7", "8");
        }
    }

    @Test
    void aFeatureOfNoGeometryTypeIsPassedOverAndToldOf() throws IOException {
        List<Integer> geometry = List.of(command(1, 1), 2, 2);
        byte[] bytes = tile(
                new MadeLayer("image")
                        .feature(GeomType.UNKNOWN, geometry, "id", 6L)
                        .point(1, 1, "id", 7L),
                new MadeLayer("sequence").feature(GeomType.UNKNOWN, geometry, "id", "s"));
        assertThat(decoded(IMAGES, Condition.ALWAYS, everything(IMAGES), bytes))
                .extracting(Row::id)
                .containsExactly("7");
        assertThat(decoded(MapillaryTypes.SEQUENCES, Condition.ALWAYS, Projection.ID_ONLY, bytes))
                .isEmpty();
        assertThat(heard)
                .containsExactly(
                        "a feature of images is of the geometry type UNKNOWN.",
                        "a feature of sequences is of the geometry type UNKNOWN.");
    }

    @Test
    void severalPointsInPlaceOfOneArePassedOverAndToldOf() throws IOException {
        byte[] bytes = tile(new MadeLayer("image")
                .feature(GeomType.POINT, List.of(command(1, 2), 2, 2, 2, 2), "id", 6L)
                .point(1, 1, "id", 7L));
        assertThat(decoded(IMAGES, Condition.ALWAYS, everything(IMAGES), bytes))
                .extracting(Row::id)
                .containsExactly("7");
        assertThat(heard).containsExactly("a feature of images has several points.");
    }

    private void refused(Condition condition, Projection projection) {
        assertThatExceptionOfType(CorruptTileException.class)
                .isThrownBy(() -> decoded(IMAGES, condition, projection, PERHAPS))
                .withMessage(
                        "Mapillary's tile 14/8574/5735 can't be decoded: the query uses the on_foot of images, but one"
                                + " feature has a wrong value: 'perhaps' is no flag. Leave on_foot out of the filter and the sort. Try again"
                                + " later, or set failed_tiles=skip to go on without such tiles.");
    }

    private List<Row> decoded(TypeSchema schema, Condition condition, Projection projection, byte[] bytes)
            throws IOException {
        DecodeListener listener = new DecodeListener() {
            @Override
            public void unreadable(String attribute, String featureId, String reason) {
                heard.add(featureId + " " + attribute + ": " + reason);
            }

            @Override
            public void passedOver(String reason) {
                heard.add(reason);
            }

            @Override
            public void cut(String attribute, String entityId) {
                throw new AssertionError("tiles have no lists");
            }
        };
        RowCursor cursor =
                new TileDecoder(schema, condition, projection, new DecodeCounts(listener)).decode(TILE, bytes);
        List<Row> rows = new ArrayList<>();
        for (Row row = cursor.next(); row != null; row = cursor.next()) {
            rows.add(row);
        }
        return rows;
    }
}
