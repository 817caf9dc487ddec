package io.github.gtmapillary.tile;

import static io.github.gtmapillary.tile.Decoding.TILE;
import static io.github.gtmapillary.tile.Decoding.all;
import static io.github.gtmapillary.tile.Decoding.ids;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.Feature;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.Layer;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/** Real tiles, compared feature by feature with what a full parse by the generated classes says. */
class RecordedTilesTest {

    @Test
    void theSwissTileOf2024IsReadAsItIs() throws IOException {
        byte[] bytes = RecordedTiles.bytes("coverage/z14-swiss-2024.mvt");
        assertThat(checked(MapillaryTypes.IMAGES, "image", bytes)).hasSize(10_231);
        assertThat(checked(MapillaryTypes.SEQUENCES, "sequence", bytes)).hasSize(222);
    }

    @Test
    void theTileOf2021IsReadAsItIs() throws IOException {
        byte[] bytes = RecordedTiles.bytes("coverage/14-8574-5735.mvt");
        assertThat(checked(MapillaryTypes.IMAGES, "image", bytes)).hasSize(3_012);
        assertThat(checked(MapillaryTypes.SEQUENCES, "sequence", bytes)).hasSize(51);
    }

    @ParameterizedTest
    @CsvSource({"8579/5321,2", "8592/5331,1430", "8593/5331,1015"})
    void signsAreReadAsTheyAre(String tile, int signs) throws IOException {
        byte[] bytes = RecordedTiles.bytes("traffic_signs/" + tile + ".mvt");
        assertThat(checked(MapillaryTypes.TRAFFIC_SIGNS, "traffic_sign", bytes)).hasSize(signs);
    }

    @Test
    void theOldEmptyTileIsEmpty() throws IOException {
        byte[] bytes = RecordedTiles.bytes("legacy_mapillary-empty.mvt");
        for (TypeSchema schema : MapillaryTypes.ALL) {
            if (schema.tiles().isPresent()) {
                assertThat(ids(schema, bytes)).isEmpty();
            }
        }
    }

    private static List<Row> checked(TypeSchema schema, String layerName, byte[] bytes) throws IOException {
        Layer layer = Tile.parseFrom(bytes).getLayersList().stream()
                .filter(candidate -> candidate.getName().equals(layerName))
                .findFirst()
                .orElseThrow();
        List<Row> rows = all(schema, bytes);
        assertThat(rows).hasSize(layer.getFeaturesCount());
        for (int i = 0; i < rows.size(); i++) {
            check(schema, rows.get(i), layer, layer.getFeatures(i));
        }
        return rows;
    }

    private static void check(TypeSchema schema, Row row, Layer layer, Feature feature) {
        Map<String, Value> properties = new HashMap<>();
        for (int i = 0; i < feature.getTagsCount(); i += 2) {
            properties.put(layer.getKeys(feature.getTags(i)), layer.getValues(feature.getTags(i + 1)));
        }
        for (Attribute attribute : schema.attributes()) {
            assertThat(Decoding.value(row, schema, attribute.name()))
                    .as("%s of %s", attribute.name(), row.id())
                    .isEqualTo(expected(attribute, properties));
        }
        assertThat(requireNonNull(row.geometry()).getCoordinates())
                .as(row.id())
                .containsExactly(positions(feature).toArray(Coordinate[]::new));
        assertThat(requireNonNull(row.geometry()).getNumGeometries()).isEqualTo(parts(feature));
        assertThat(properties.keySet())
                .isSubsetOf(schema.attributes().stream()
                        .map(Attribute::tileProperty)
                        .toList());
    }

    private static @Nullable Object expected(Attribute attribute, Map<String, Value> properties) {
        Value value = properties.get(attribute.tileProperty());
        if (value == null) {
            return null;
        }
        return switch (attribute.kind()) {
            case ID -> value.hasStringValue() ? value.getStringValue() : Long.toString(value.getIntValue());
            case TEXT ->
                attribute.derived()
                        ? "https://www.mapillary.com/embed?image_key=" + value.getIntValue() + "&style=photo"
                        : value.getStringValue();
            case NUMBER -> value.getDoubleValue();
            case FLAG -> value.getBoolValue();
            case TIME -> value.getIntValue() == 0 ? null : value.getIntValue();
            default -> throw new IllegalArgumentException(attribute.toString());
        };
    }

    private static List<Coordinate> positions(Feature feature) {
        List<Coordinate> positions = new ArrayList<>();
        int x = 0;
        int y = 0;
        for (int at = 0; at < feature.getGeometryCount(); ) {
            for (int count = feature.getGeometry(at++) >> 3; count > 0; count--) {
                x += unzigzag(feature.getGeometry(at++));
                y += unzigzag(feature.getGeometry(at++));
                positions.add(Decoding.pixel(TILE, x, y));
            }
        }
        return positions;
    }

    private static int unzigzag(int number) {
        return number % 2 == 0 ? number / 2 : -(number / 2) - 1;
    }

    private static int parts(Feature feature) {
        int parts = 0;
        for (int at = 0; at < feature.getGeometryCount(); at += 1 + 2 * (feature.getGeometry(at) >> 3)) {
            parts += (feature.getGeometry(at) & 7) == MadeLayer.MOVE_TO ? 1 : 0;
        }
        return parts;
    }

    @Test
    void everyRecordedImageIsFoundAtItsOwnPosition() throws IOException {
        byte[] bytes = RecordedTiles.bytes("coverage/14-8574-5735.mvt");
        for (Row row : all(MapillaryTypes.IMAGES, bytes)) {
            Geometry point = requireNonNull(row.geometry());
            assertThat(TileCover.of(Region.of(point), 14, 10).tiles()).containsExactly(TILE);
        }
    }
}
