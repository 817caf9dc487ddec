package io.github.gtmapillary.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One type and what is wanted of it in, the fields that are asked for out. */
class EntityFieldsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "images               | ORIGINAL | true  |                 | geometry,id",
                "images               | COMPUTED | true  |                 | computed_geometry,geometry,id",
                "images               | COMPUTED | false | captured_at     | captured_at,id",
                "image_entities       | ORIGINAL | true  | creator_id      | creator,geometry,id",
                "image_entities       | COMPUTED | true  |                 | geometry,id",
                "image_entities       | COMPUTED | false | computed_geometry | computed_geometry,id",
                "image_entities       | ORIGINAL | false | mesh_id         | geometry,id,mesh",
                "image_entities       | ORIGINAL | false | sfm_cluster_url | geometry,id,sfm_cluster",
                "points               | ORIGINAL | false |                 | id,object_value",
                "traffic_signs        | ORIGINAL | true  |                 | geometry,id,object_value",
                "map_feature_entities | ORIGINAL | true  |                 | geometry,id",
                "detections           | ORIGINAL | true  |                 | id,image",
                "detections           | ORIGINAL | false | segmentation    | geometry,id",
                "detections           | ORIGINAL | false | map_feature_id  | id"
            })
    void onlyWhatIsWantedAndWhatItTakesIsAskedFor(
            String type, Positions positions, boolean geometry, String attribute, String fields) {
        assertThat(fields(type, positions, geometry, attribute)).isEqualTo(fields);
    }

    /** A count with a limit wants the geometry of all types; the API refuses requests for fields that an entity does not have. */
    @ParameterizedTest
    @CsvSource({"ORIGINAL", "COMPUTED"})
    void anOrganizationIsNeverAskedForAPlace(Positions positions) {
        assertThat(fields("organizations", positions, true, "slug")).isEqualTo("id,slug");
    }

    private static String fields(String type, Positions positions, boolean geometry, String attribute) {
        TypeSchema schema = MapillaryTypes.CATALOG.named(type).orElseThrow();
        Set<String> attributes = attribute == null ? Set.of() : Set.of(attribute);
        return EntityFields.of(schema, new Projection(attributes, geometry), positions);
    }
}
