package io.github.gtmapillary.tile;

import static io.github.gtmapillary.tile.Decoding.TILE;
import static io.github.gtmapillary.tile.Decoding.all;
import static io.github.gtmapillary.tile.Decoding.ids;
import static io.github.gtmapillary.tile.Decoding.value;
import static io.github.gtmapillary.tile.MadeLayer.tile;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.github.gtmapillary.model.AttributePasses;
import io.github.gtmapillary.model.Bbox;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.FlagIs;
import io.github.gtmapillary.model.Missing;
import io.github.gtmapillary.model.OneOf;
import io.github.gtmapillary.model.PositionIn;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.GeomType;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.Layer;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.Value;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.MultiLineString;

class TileDecoderTest {

    @Test
    void anImageHasAllItsAttributes() throws IOException {
        byte[] bytes = tile(new MadeLayer("image")
                .point(
                        1024,
                        2048,
                        "captured_at",
                        1_720_000_000_123L,
                        "compass_angle",
                        12.5,
                        "creator_id",
                        58_600_000_000_000_001L,
                        "foot",
                        true,
                        "id",
                        8_300_000_000_000_001L,
                        "is_pano",
                        false,
                        "organization_id",
                        5L,
                        "quality_score",
                        0.75,
                        "sequence_id",
                        "abc"));

        Row row = all(MapillaryTypes.IMAGES, bytes).get(0);

        assertThat(row.id()).isEqualTo("8300000000000001");
        assertThat(row.values())
                .containsExactly(
                        "8300000000000001",
                        "abc",
                        1_720_000_000_123L,
                        12.5,
                        false,
                        "5",
                        "58600000000000001",
                        0.75,
                        true,
                        "https://www.mapillary.com/embed?image_key=8300000000000001&style=photo");
    }

    @Test
    void absentPropertiesAreNull() throws IOException {
        Row row = all(MapillaryTypes.IMAGES, tile(new MadeLayer("image").point(1, 1, "id", 7L)))
                .get(0);
        assertThat(row.values())
                .containsExactly(
                        "7",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        "https://www.mapillary.com/embed?image_key=7&style=photo");
    }

    @Test
    void emptyTextInPlaceOfAnythingElseIsNull() throws IOException {
        byte[] bytes = tile(new MadeLayer("image")
                .point(
                        1,
                        1,
                        "id",
                        "7",
                        "captured_at",
                        "",
                        "compass_angle",
                        "",
                        "is_pano",
                        "",
                        "creator_id",
                        "",
                        "organization_id",
                        "",
                        "quality_score",
                        "",
                        "foot",
                        ""));
        assertThat(all(MapillaryTypes.IMAGES, bytes).get(0).values().subList(1, 9))
                .containsOnlyNulls();
    }

    /** Equal values of a layer are stored once, whatever they are the value of. */
    @Test
    void oneStoredValueMayBeTextHereAndIdThere() throws IOException {
        Value five = Value.newBuilder().setDoubleValue(5).build();
        byte[] bytes = tile(new MadeLayer("image")
                .point(1, 1, "id", "a", "sequence_id", "", "organization_id", "", "creator_id", "")
                .point(1, 1, "id", "b", "sequence_id", five, "organization_id", five));
        List<Row> rows = all(MapillaryTypes.IMAGES, bytes);
        assertThat(value(rows.get(0), MapillaryTypes.IMAGES, "sequence_id")).isEqualTo("");
        assertThat(value(rows.get(0), MapillaryTypes.IMAGES, "organization_id")).isNull();
        assertThat(value(rows.get(1), MapillaryTypes.IMAGES, "sequence_id")).isEqualTo("5.0");
        assertThat(value(rows.get(1), MapillaryTypes.IMAGES, "organization_id")).isEqualTo("5");
    }

    @Test
    void layersComeInAnyOrderAndUnknownOnesArePassedOver() throws IOException {
        MadeLayer images = new MadeLayer("image").point(1, 1, "id", 7L);
        MadeLayer lines = new MadeLayer("sequence").lines(List.of(new int[] {0, 0, 9, 9}), "id", "s");
        MadeLayer unknown =
                new MadeLayer("polygons").feature(GeomType.POLYGON, List.of(MadeLayer.command(7, 1)), "id", 8L);
        for (byte[] bytes : List.of(tile(images, lines, unknown), tile(unknown, lines, images))) {
            assertThat(ids(MapillaryTypes.IMAGES, bytes)).containsExactly("7");
            assertThat(ids(MapillaryTypes.SEQUENCES, bytes)).containsExactly("s");
            assertThat(ids(MapillaryTypes.POINTS, bytes)).isEmpty();
        }
    }

    @Test
    void twoLayersOfOneNameAreReadOneAfterTheOther() throws IOException {
        byte[] bytes = tile(
                new MadeLayer("image").point(1, 1, "id", 7L),
                new MadeLayer("image"),
                new MadeLayer("image").extent(512).point(511, 511, "sequence_id", "s", "id", 8L));
        assertThat(ids(MapillaryTypes.IMAGES, bytes)).containsExactly("7", "8");
    }

    @Test
    void theLayerOfSignsMayHaveEitherName() throws IOException {
        byte[] bytes = tile(
                new MadeLayer("point").point(1, 1, "id", 7L, "value", "a"),
                new MadeLayer("traffic_sign").point(1, 1, "id", 8L, "value", "b"));
        assertThat(ids(MapillaryTypes.TRAFFIC_SIGNS, bytes)).containsExactly("7", "8");
        assertThat(ids(MapillaryTypes.POINTS, bytes)).containsExactly("7");
    }

    @Test
    void unknownPropertiesAndProtobufFieldsAreTolerated() throws IOException {
        UnknownFieldSet extra = UnknownFieldSet.newBuilder()
                .addField(
                        99,
                        UnknownFieldSet.Field.newBuilder()
                                .addVarint(1)
                                .addFixed32(2)
                                .addFixed64(3)
                                .addLengthDelimited(ByteString.copyFromUtf8("x"))
                                .addGroup(UnknownFieldSet.getDefaultInstance())
                                .build())
                .build();
        MadeLayer images = new MadeLayer("image").point(1, 2, "id", 7L, "weather", "rain", "is_pano", true);
        Layer.Builder layer = images.builder().setUnknownFields(extra);
        layer.getFeaturesBuilder(0).setUnknownFields(extra);
        layer.getValuesBuilder(0).setUnknownFields(extra);
        UnknownFieldSet tile = UnknownFieldSet.newBuilder(extra)
                .addField(
                        3,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(layer.build().toByteString())
                                .build())
                .build();
        List<Row> rows = all(MapillaryTypes.IMAGES, tile.toByteArray());
        assertThat(rows).extracting(Row::id).containsExactly("7");
        assertThat(value(rows.get(0), MapillaryTypes.IMAGES, "is_pano")).isEqualTo(true);
    }

    /** Fields of a message may come in any order; some writers put the name last. */
    @Test
    void nameKeysAndValuesMayFollowTheFeatures() throws IOException {
        Layer whole = new MadeLayer("image").point(1, 2, "id", 7L).build();
        ByteString features = Layer.newBuilder()
                .addFeatures(whole.getFeatures(0))
                .buildPartial()
                .toByteString();
        ByteString rest = whole.toBuilder().clearFeatures().build().toByteString();
        ByteString layer = features.concat(rest);
        byte[] bytes = ByteString.copyFrom(new byte[] {0x1a, (byte) layer.size()})
                .concat(layer)
                .toByteArray();
        assertThat(ids(MapillaryTypes.IMAGES, bytes)).containsExactly("7");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 256, 512, 4096, 8192, 1 << 20})
    void aPixelIsAFractionOfTheExtent(int extent) throws IOException {
        byte[] bytes = tile(new MadeLayer("image").extent(extent).point(extent / 2, extent / 2, "id", 7L));
        Coordinate position =
                Decoding.geometry(all(MapillaryTypes.IMAGES, bytes).get(0)).getCoordinate();
        double half = extent == 1 ? 0 : 0.5;
        assertThat(position.x).isEqualTo((TILE.x() + half) / (1 << 14) * 360 - 180);
    }

    @Test
    void theExtentIs4096WhereNoneIsGiven() throws IOException {
        MadeLayer images = new MadeLayer("image").point(4095, 4095, "id", 7L).point(4096, 0, "id", 8L);
        images.builder().clearExtent();
        assertThat(ids(MapillaryTypes.IMAGES, tile(images))).containsExactly("7");
    }

    @Test
    void layersOfVersionOneAreRead() throws IOException {
        MadeLayer images = new MadeLayer("image").point(1, 1, "id", 7L);
        images.builder().setVersion(1);
        assertThat(ids(MapillaryTypes.IMAGES, tile(images))).containsExactly("7");
    }

    @Test
    void pointsOfTheNeighboursBelongToThem() throws IOException {
        byte[] bytes = tile(new MadeLayer("image")
                .point(0, 0, "id", 1L)
                .point(4095, 4095, "id", 2L)
                .point(4096, 10, "id", 3L)
                .point(10, 4096, "id", 4L)
                .point(-1, 10, "id", 5L)
                .point(10, -1, "id", 6L)
                .point(Integer.MAX_VALUE, Integer.MIN_VALUE, "id", 7L));
        assertThat(ids(MapillaryTypes.IMAGES, bytes)).containsExactly("1", "2");
    }

    @Test
    void linesReachTheEdgesAndEndThere() throws IOException {
        byte[] bytes = tile(new MadeLayer("sequence")
                .lines(List.of(new int[] {0, 0, 4096, 4096}, new int[] {-5, 10, 5000, 10}), "id", "s"));
        MultiLineString lines = (MultiLineString)
                Decoding.geometry(all(MapillaryTypes.SEQUENCES, bytes).get(0));
        assertThat(lines.getNumGeometries()).isEqualTo(2);
        assertThat(lines.getGeometryN(0).getCoordinates())
                .containsExactly(
                        Decoding.pixel(TILE, 0, 0), Decoding.pixel(new TileId(14, TILE.x() + 1, TILE.y() + 1), 0, 0));
        assertThat(lines.getGeometryN(1).getCoordinates())
                .containsExactly(
                        Decoding.pixel(TILE, 0, 10), Decoding.pixel(new TileId(14, TILE.x() + 1, TILE.y()), 0, 10));
    }

    @Test
    void partsOfOnePositionAreLeftOut() throws IOException {
        byte[] bytes = tile(new MadeLayer("sequence")
                .lines(List.of(new int[] {3, 3}, new int[] {0, 0, 9, 9}, new int[] {4, 4}), "id", "s"));
        assertThat(Decoding.geometry(all(MapillaryTypes.SEQUENCES, bytes).get(0))
                        .getNumGeometries())
                .isEqualTo(1);
    }

    @Test
    void aFeatureWithoutAGeometryIsNone() throws IOException {
        byte[] bytes = tile(new MadeLayer("image")
                .feature(GeomType.POINT, List.of(), "id", 6L)
                .point(1, 1, "id", 7L));
        assertThat(ids(MapillaryTypes.IMAGES, bytes)).containsExactly("7");
    }

    @Test
    void repeatedIdsAreHandedOn() throws IOException {
        byte[] bytes = tile(new MadeLayer("image").point(1, 1, "id", 7L).point(2, 2, "id", 7L));
        assertThat(ids(MapillaryTypes.IMAGES, bytes)).containsExactly("7", "7");
    }

    @Test
    void theOldMarkOfAnEmptyTileIsEmpty() throws IOException {
        byte[] bytes = HexFormat.of().parseHex("1a1678010a0f" + "6d6170696c6c6172792d656d707479" + "288020");
        assertThat(bytes).hasSize(24);
        assertThat(ids(MapillaryTypes.IMAGES, bytes)).isEmpty();
    }

    @Test
    void noBytesAreAnEmptyTile() throws IOException {
        assertThat(ids(MapillaryTypes.IMAGES, new byte[0])).isEmpty();
    }

    @Test
    void aRowHoldsOnlyWhatIsWanted() throws IOException {
        byte[] bytes = tile(new MadeLayer("image").point(1, 1, "id", 7L, "is_pano", true, "sequence_id", "s"));
        Row row = all(MapillaryTypes.IMAGES, Condition.ALWAYS, new Projection(Set.of("is_pano"), false), bytes)
                .get(0);
        assertThat(row.id()).isEqualTo("7");
        assertThat(row.values()).containsExactly(null, null, null, null, true, null, null, null, null, null);
        assertThat((Object) row.geometry()).isNull();
    }

    @Test
    void conditionsAreTestedOnEachFeature() throws IOException {
        byte[] bytes = tile(new MadeLayer("image")
                .point(1, 1, "id", 1L, "is_pano", true)
                .point(2, 2, "id", 2L, "is_pano", false)
                .point(3, 3, "id", 3L)
                .point(4, 4, "id", 4L, "is_pano", ""));
        Condition pano = new AttributePasses("is_pano", new FlagIs(true));
        Condition unknown = new AttributePasses("is_pano", new Missing());
        assertThat(ids(MapillaryTypes.IMAGES, pano, bytes)).containsExactly("1");
        assertThat(ids(MapillaryTypes.IMAGES, Condition.not(pano), bytes)).containsExactly("2", "3", "4");
        assertThat(ids(MapillaryTypes.IMAGES, unknown, bytes)).containsExactly("3", "4");
        assertThat(ids(MapillaryTypes.IMAGES, Condition.NEVER, bytes)).isEmpty();
    }

    @Test
    void positionsAreTestedWithTheEdgesOfTheBox() throws IOException {
        byte[] bytes = tile(new MadeLayer("image")
                .point(1, 1, "id", 1L)
                .point(2, 2, "id", 2L)
                .point(3, 3, "id", 3L));
        Coordinate first = Decoding.pixel(TILE, 1, 1);
        Coordinate second = Decoding.pixel(TILE, 2, 2);
        Condition box = new PositionIn(new Bbox(first.x, second.y, second.x, first.y));
        assertThat(ids(MapillaryTypes.IMAGES, box, bytes)).containsExactly("1", "2");
    }

    @Test
    void featuresAreCountedAsTheyAreLookedAt() throws IOException {
        byte[] bytes = tile(new MadeLayer("image").point(1, 1, "id", 1L).point(2, 2, "id", 2L));
        DecodeCounts counts = new DecodeCounts();
        var cursor = new TileDecoder(
                        MapillaryTypes.IMAGES,
                        new AttributePasses("id", new OneOf(Set.of("2"))),
                        Projection.ID_ONLY,
                        counts)
                .decode(TILE, bytes);
        assertThat(counts.decoded()).isZero();
        assertThat(cursor.next()).isNotNull();
        assertThat(cursor.next()).isNull();
        assertThat(cursor.next()).isNull();
        assertThat(counts.decoded()).isEqualTo(2);
        assertThat(counts.kept()).isEqualTo(1);
    }
}
