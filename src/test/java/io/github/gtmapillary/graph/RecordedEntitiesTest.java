package io.github.gtmapillary.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.gtmapillary.model.DecodeListener;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real recorded answers of the Graph API; skipped where the recordings are not there. */
class RecordedEntitiesTest {
    private static final Path FOLDER = Path.of(System.getProperty("mapillary.fixtures", "../shared/fixtures"), "graph");

    /** Fields that an image can have, but that these recordings of 2021 lack. */
    private static final List<String> NOT_RECORDED =
            List.of("make", "model", "is_pano", "creator_id", "creator_username", "organization_id");

    @BeforeEach
    void recordingsAreThere() {
        assumeTrue(Files.isDirectory(FOLDER), "no recordings at " + FOLDER.toAbsolutePath());
    }

    @Test
    void anImageHasEveryFieldThatWasRecorded() throws IOException {
        Row row = read(MapillaryTypes.IMAGE_ENTITIES, "image-135511895288847.json");

        assertThat(row.id()).isEqualTo("135511895288847");
        for (Attribute attribute : MapillaryTypes.IMAGE_ENTITIES.attributes()) {
            Object value = row.values().get(MapillaryTypes.IMAGE_ENTITIES.indexOf(attribute.name()));
            if (NOT_RECORDED.contains(attribute.name())) {
                assertThat(value).as(attribute.name()).isNull();
            } else {
                assertThat(value).as(attribute.name()).isNotNull();
            }
        }
    }

    @Test
    void aMapFeatureHasEveryFieldThatWasRecorded() throws IOException {
        TypeSchema schema = MapillaryTypes.MAP_FEATURE_ENTITIES;
        Row row = read(schema, "map_feature-496980935069177.json");

        assertThat(row.values().get(schema.indexOf("object_value"))).isEqualTo("complementary--both-directions--g2");
        assertThat(row.values().get(schema.indexOf("first_seen_at")))
                .isEqualTo(Instant.parse("2017-08-23T21:32:26Z").toEpochMilli());
        assertThat(row.values().get(schema.indexOf("image_ids")))
                .isEqualTo("133075088816573,512146709982392,828719391332432");
        assertThat(String.valueOf(row.geometry())).isEqualTo("POINT (-83.417193328459 41.341166490122)");
    }

    @Test
    void aSequenceNamesItsImagesInCaptureOrder() throws IOException {
        List<String> ids = EntityDecoder.ids(Files.readAllBytes(FOLDER.resolve("7nfcwfvjdtphz7yj6zat6a.json")))
                .rows();

        assertThat(ids).hasSize(8).startsWith("148137757289079", "311799370533334");
    }

    @Test
    void everyRecordedDetectionHasAnOutline() throws IOException {
        TypeSchema schema = MapillaryTypes.DETECTIONS;
        EntityDecoder decoder = new EntityDecoder(schema, everything(schema), Positions.ORIGINAL, DecodeListener.NONE);
        int found = 0;
        try (Stream<Path> files = Files.list(FOLDER.resolve("detections"))) {
            for (Path file : files.toList()) {
                for (Row row : decoder.page(Files.readAllBytes(file)).rows()) {
                    found++;
                    assertThat(row.values().get(schema.indexOf("image_id")))
                            .isEqualTo(file.getFileName().toString().replace(".json", ""));
                    assertThat(row.values().get(schema.indexOf("created_at"))).isInstanceOf(Long.class);
                    assertThat(String.valueOf(row.values().get(schema.indexOf("segmentation"))))
                            .matches("(MULTI)?POLYGON \\(.*");
                    assertThat(row.geometry() == null).isFalse();
                }
            }
        }
        assertThat(found).isEqualTo(20);
    }

    private static Projection everything(TypeSchema schema) {
        return new Projection(schema.attributes().stream().map(Attribute::name).collect(Collectors.toSet()), true);
    }

    private static Row read(TypeSchema schema, String file) throws IOException {
        Projection everything =
                new Projection(schema.attributes().stream().map(Attribute::name).collect(Collectors.toSet()), true);
        return new EntityDecoder(schema, everything, Positions.ORIGINAL, DecodeListener.NONE)
                .entity(Files.readAllBytes(FOLDER.resolve(file)))
                .orElseThrow();
    }
}
