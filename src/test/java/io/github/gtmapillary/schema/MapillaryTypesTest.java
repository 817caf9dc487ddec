package io.github.gtmapillary.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class MapillaryTypesTest {
    static final Iterable<TypeSchema> TYPES = MapillaryTypes.ALL;

    /** Users and other programs rely on names, order and kinds. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "images|POINT|id ID, sequence_id TEXT, captured_at TIME, compass_angle NUMBER, is_pano FLAG,"
                        + " organization_id ID, creator_id ID, quality_score NUMBER, on_foot FLAG, embed_url TEXT",
                "sequences|LINES|id ID, captured_at TIME, image_id ID, is_pano FLAG, organization_id ID, creator_id ID,"
                        + " quality_score NUMBER, on_foot FLAG",
                "points|POINT|id ID, value TEXT, first_seen_at TIME, last_seen_at TIME",
                "traffic_signs|POINT|id ID, value TEXT, first_seen_at TIME, last_seen_at TIME",
                "overview|POINT|id ID, sequence_id TEXT, captured_at TIME, is_pano FLAG, creator_id ID"
            })
    void theSchemasAreThoseOfTheContract(String name, GeometryKind geometry, String attributes) {
        TypeSchema type = MapillaryTypes.CATALOG.named(name).orElseThrow();
        assertThat(type.geometry()).isEqualTo(geometry);
        assertThat(type.attributes())
                .extracting(attribute -> attribute.name() + " " + attribute.kind())
                .containsExactly(attributes.split(", ", -1));
    }

    @Test
    void typesAreListedInTheirOrder() {
        assertThat(MapillaryTypes.CATALOG.names())
                .isEqualTo(
                        "images, sequences, points, traffic_signs, overview, image_entities, map_feature_entities, detections, organizations");
        assertThat(MapillaryTypes.CATALOG.named("Images")).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    void everyTypeHasAnIdAndNamesNoAttributeTwice(TypeSchema type) {
        assertThat(type.indexOf(Attribute.ID)).isLessThanOrEqualTo(1);
        Set<String> names = new HashSet<>(Set.of(TypeSchema.GEOMETRY));
        assertThat(type.attributes()).allMatch(attribute -> names.add(attribute.name()));
        assertThat(type.attributeNames()).containsPattern("^(geometry, )?(computed_geometry, )?id, ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> type.indexOf("attitude"))
                .withMessage(type.name() + " has no attribute attitude");
    }

    @Test
    void sequencesReadOffImagesHaveTheSameAttributes() {
        assertThat(MapillaryTypes.SEQUENCES_OF_IMAGES.attributes())
                .extracting(Attribute::name, Attribute::kind)
                .containsExactlyElementsOf(MapillaryTypes.SEQUENCES.attributes().stream()
                        .map(attribute -> tuple(attribute.name(), attribute.kind()))
                        .toList());
    }

    @Test
    void onlyCoverageComesInTwoPositions() {
        assertThat(MapillaryTypes.IMAGES.tileSet(Positions.COMPUTED)).isEqualTo(TileSet.COMPUTED_COVERAGE);
        assertThat(MapillaryTypes.IMAGES.tileSet(Positions.ORIGINAL)).isEqualTo(TileSet.COVERAGE);
        assertThat(MapillaryTypes.POINTS.tileSet(Positions.COMPUTED)).isEqualTo(TileSet.POINTS);
        assertThat(MapillaryTypes.TRAFFIC_SIGNS.tileSet(Positions.COMPUTED)).isEqualTo(TileSet.TRAFFIC_SIGNS);
    }

    @ParameterizedTest
    @CsvSource({
        "COVERAGE,maps/vtp/mly1_public/2/14/8574/5735",
        "COMPUTED_COVERAGE,maps/vtp/mly1_computed_public/2/14/8574/5735",
        "POINTS,maps/vtp/mly_map_feature_point/2/14/8574/5735",
        "TRAFFIC_SIGNS,maps/vtp/mly_map_feature_traffic_sign/2/14/8574/5735"
    })
    void pathsAreThoseOfTheApi(TileSet set, String path) {
        assertThat(set.path(14, 8574, 5735)).isEqualTo(path);
    }

    @Test
    void embedUrlIsMadeFromTheId() {
        Attribute url = MapillaryTypes.IMAGES.attribute("embed_url").orElseThrow();
        assertThat(url.derived()).isTrue();
        assertThat(url.derive("7")).isEqualTo("https://www.mapillary.com/embed?image_key=7&style=photo");
        assertThat(MapillaryTypes.IMAGES.attributes())
                .filteredOn(Attribute::derived)
                .containsExactly(url);
    }

    @Test
    void layersWithoutANameOrWithZoomsTheWrongWayRoundCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TileLayer(Set.of(), 0, 14));
        assertThatIllegalArgumentException().isThrownBy(() -> new TileLayer(Set.of("a"), 14, 6));
        assertThatIllegalArgumentException().isThrownBy(() -> new TileLayer(Set.of("a"), -1, 6));
    }
}
