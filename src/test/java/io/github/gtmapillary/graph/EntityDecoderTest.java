package io.github.gtmapillary.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.gtmapillary.model.DecodeListener;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;

class EntityDecoderTest {

    @Test
    void fieldsOfEveryKindAreReadAsTheAttributeHoldsThem() throws IOException {
        Row row = one(MapillaryTypes.IMAGE_ENTITIES, """
                {"id":"58600000000000001","sequence":"abc","captured_at":1563721072184,"compass_angle":336.74,
                 "camera_parameters":[0.85,-6.6e-05,0],"exif_orientation":1,"height":3120,"is_pano":false,
                 "merge_cc":4.546427159383e+18,"mesh":{"id":"903987176835273","url":"m"},
                 "creator":{"username":"anna","id":"12"},"organization":{"id":"7"},"make":"",
                 "geometry":{"type":"Point","coordinates":[-108.57,39.06]},
                 "computed_geometry":{"type":"Point","coordinates":[-108.58,39.07]},"unheard_of":{"of":[1,{}]}}
                """);

        assertThat(row.id()).isEqualTo("58600000000000001");
        assertThat(value(row, "sequence_id")).isEqualTo("abc");
        assertThat(value(row, "captured_at")).isEqualTo(1563721072184L);
        assertThat(value(row, "compass_angle")).isEqualTo(336.74);
        assertThat(value(row, "camera_parameters")).isEqualTo("[0.85,-6.6e-05,0]");
        assertThat(value(row, "exif_orientation")).isEqualTo(1.0);
        assertThat(value(row, "is_pano")).isEqualTo(false);
        assertThat(value(row, "merge_cc")).isEqualTo("4.546427159383e+18");
        assertThat(value(row, "mesh_id")).isEqualTo("903987176835273");
        assertThat(value(row, "creator_username")).isEqualTo("anna");
        assertThat(value(row, "creator_id")).isEqualTo("12");
        assertThat(value(row, "organization_id")).isEqualTo("7");
        assertThat(value(row, "make")).isNull();
        assertThat(value(row, "thumb_256_url")).isNull();
        assertThat(value(row, "embed_url"))
                .isEqualTo("https://www.mapillary.com/embed?image_key=58600000000000001&style=photo");
        assertThat(String.valueOf(row.geometry())).isEqualTo("POINT (-108.57 39.06)");
        assertThat(String.valueOf(value(row, "computed_geometry"))).isEqualTo("POINT (-108.58 39.07)");
    }

    @Test
    void fieldsAreReadAsEntitiesOf2026HaveThem() throws IOException {
        Row row = one(MapillaryTypes.IMAGE_ENTITIES, """
                {"id":"1","camera_type":"spherical","camera_parameters":[],"exif_orientation":3,"merge_cc":17,
                 "geometry":{"type":"Point","coordinates":[13,55]}}
                """);

        assertThat(value(row, "camera_parameters")).isEqualTo("[]");
        assertThat(value(row, "exif_orientation")).isEqualTo(3.0);
        assertThat(value(row, "merge_cc")).isEqualTo("17");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2017-08-23T21:32:26+0000\"",
                "\"2017-08-23T21:32:26+00:00\"",
                "\"2017-08-23T23:32:26+0200\"",
                "\"2017-08-23T21:32:26Z\"",
                "\"2017-08-23T21:32:26\"",
                "\"1503523946000\"",
                "1503523946000"
            })
    void timesMayBeMillisecondsOrIsoForAnyField(String json) throws IOException {
        for (String field : Set.of("captured_at", "first_seen_at")) {
            TypeSchema schema =
                    field.equals("captured_at") ? MapillaryTypes.IMAGES : MapillaryTypes.MAP_FEATURE_ENTITIES;
            Row row = one(schema, "{\"id\":\"1\",\"" + field + "\":" + json + "}");

            assertThat(row.values().get(schema.indexOf(field)))
                    .isEqualTo(Instant.parse("2017-08-23T21:32:26Z").toEpochMilli());
        }
    }

    @Test
    void whatBelongsToAnEntityMayBeItsIdAlone() throws IOException {
        Row image = one(
                MapillaryTypes.IMAGE_ENTITIES,
                "{\"id\":\"1\",\"organization\":\"7\",\"creator\":12,\"mesh\":null,\"sfm_cluster\":[]}");

        assertThat(value(image, "organization_id")).isEqualTo("7");
        assertThat(value(image, "creator_id")).isEqualTo("12");
        assertThat(value(image, "creator_username")).isNull();
        assertThat(value(image, "mesh_id")).isNull();
        assertThat(value(image, "sfm_cluster_id")).isNull();
    }

    @Test
    void imageIdsOfAMapFeatureAreAList() throws IOException {
        Row row = one(
                MapillaryTypes.MAP_FEATURE_ENTITIES,
                "{\"id\":\"1\",\"images\":{\"data\":[{\"geometry\":{},\"id\":\"133\"},{\"id\":\"512\"}]}}");

        assertThat(row.values().get(MapillaryTypes.MAP_FEATURE_ENTITIES.indexOf("image_ids")))
                .isEqualTo("133,512");
    }

    @Test
    void aListThatGoesOnElsewhereIsToldOfWhereItIsWanted() throws IOException {
        TypeSchema schema = MapillaryTypes.MAP_FEATURE_ENTITIES;
        byte[] body = bytes("""
                {"1":{"id":"1","images":{"data":[{"id":"7"}],"paging":{"cursors":{"after":"b"},"next":"https://x"}}},
                 "2":{"id":"2","images":{"data":[{"id":"8"}],"paging":{"cursors":{"after":"c"}}}}}
                """);
        List<String> cut = new ArrayList<>();
        DecodeListener told = new Heard(cut);

        Map<String, Row> rows = new EntityDecoder(schema, everything(schema), Positions.ORIGINAL, told).entities(body);
        assertThat(rows.get("1").values().get(schema.indexOf("image_ids"))).isEqualTo("7");
        assertThat(cut).containsExactly("1 image_ids");

        new EntityDecoder(schema, Projection.ID_ONLY, Positions.ORIGINAL, told).entities(body);
        assertThat(cut).hasSize(1);
    }

    @Test
    void pointsAndTrafficSignsAreToldApartByTheirClass() throws IOException {
        String body = """
                {"1":{"id":"1","object_value":"regulatory--stop--g1"},"2":{"id":"2","object_value":"object--bench"},
                 "3":{"id":"3","object_value":"general--traffic-sign--g1"}}
                """;

        assertThat(decoder(MapillaryTypes.TRAFFIC_SIGNS).entities(bytes(body))).containsOnlyKeys("1", "3");
        assertThat(decoder(MapillaryTypes.POINTS).entities(bytes(body))).containsOnlyKeys("2");
        assertThat(decoder(MapillaryTypes.MAP_FEATURE_ENTITIES).entities(bytes(body)))
                .hasSize(3);
    }

    @Test
    void computedPositionsCountWhereTheyAreKnown() throws IOException {
        EntityDecoder computed = new EntityDecoder(
                MapillaryTypes.IMAGES, everything(MapillaryTypes.IMAGES), Positions.COMPUTED, DecodeListener.NONE);

        assertThat(
                        computed.entity(
                                bytes(
                                        "{\"id\":\"1\",\"geometry\":{\"coordinates\":[1,2]},\"computed_geometry\":{\"coordinates\":[3,4]}}")))
                .hasValueSatisfying(
                        row -> assertThat(String.valueOf(row.geometry())).isEqualTo("POINT (3 4)"));
        assertThat(computed.entity(bytes("{\"id\":\"1\",\"geometry\":{\"coordinates\":[1,2]}}")))
                .hasValueSatisfying(
                        row -> assertThat(String.valueOf(row.geometry())).isEqualTo("POINT (1 2)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"1\":{\"captured_at\":1}}",
                "{\"1\":{\"id\":{\"id\":\"1\"}}}",
                "{\"1\":{\"id\":\"1\",\"geometry\":\"here\"}}",
                "{\"1\":{\"id\":\"1\",\"geometry\":{\"coordinates\":\"here\"}}}",
                "{\"1\":{\"id\":\"1\",\"geometry\":{\"coordinates\":[1]}}}",
                "{\"1\":{\"id\":\"1\",\"geometry\":{\"coordinates\":[1,null]}}}",
                "{\"1\":{\"id\":\"1\",\"geometry\":{\"coordinates\":[1,\"north\"]}}}",
                "{\"1\":{\"id\":\"1\",\"geometry\":{\"coordinates\":[1,1e999]}}}",
                "{\"1\":{\"id\":\"1\"",
                "{\"1\":[1,2]}",
                "{\"1\":false}",
                "{\"success\":true}",
                "{\"2\":null,\"entities\":{\"1\":{\"id\":\"1\"}}}",
                "{\"1\":\"here\"}",
                "{\"data\":[\"1\"]}",
                "{}{}",
                "{\"1\":{\"id\":\"1\"}},",
                "nonsense"
            })
    void whatIsNotUnderstoodIsAnErrorAndNeverNothing(String body) {
        assertThatIOException().isThrownBy(() -> decoder(MapillaryTypes.IMAGES).entities(bytes(body)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"1\":{\"id\":\"1\"},\"2\":null}",
                "{\"data\":[{\"id\":\"1\"}]}",
                "{\"success\":true,\"1\":{\"id\":\"1\"},\"paging\":{\"cursors\":{}},\"__debug__\":[]}"
            })
    void entitiesMayBeNullOrInAListOrBesideSomethingElse(String body) throws IOException {
        assertThat(decoder(MapillaryTypes.IMAGES).entities(bytes(body))).containsOnlyKeys("1");
    }

    @Test
    void whatFollowsAnAnswerMakesItNone() {
        EntityDecoder decoder = decoder(MapillaryTypes.IMAGES);
        assertThatIOException().isThrownBy(() -> decoder.entity(bytes("{\"id\":\"1\"}{}")));
        assertThatIOException().isThrownBy(() -> decoder.page(bytes("{\"data\":[]}{\"data\":[]}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'id':'1'} access_token=MLY; broken JSON (at line: 1, column: 12)",
                "{'id':'1','make':MLY}; broken JSON (at line: 1, column: 18)",
                "{'id':'1','make':'MLY; truncated JSON (at line: 1, column: 22)",
                "{'id':'1','data':[; truncated JSON",
                "{'id':'1','altitude':DIGITS}; JSON that is too long, or nested too deeply, to be read",
                "{'id':'1','make':BRACKETS; JSON that is too long, or nested too deeply, to be read"
            })
    void whatIsNoJsonIsToldInOneLineThatQuotesNothing(String written, String what) {
        byte[] body = bytes(
                written.replace('\'', '"').replace("DIGITS", "1".repeat(5_000)).replace("BRACKETS", "[".repeat(3_000)));
        EntityDecoder decoder = decoder(MapillaryTypes.IMAGE_ENTITIES);

        assertThatExceptionOfType(UnknownFormException.class)
                .isThrownBy(() -> decoder.entity(body))
                .withMessageStartingWith("Mapillary's Graph API answered with " + what)
                .withMessageEndingWith("or graph_url leads elsewhere")
                .withMessageNotContaining("MLY")
                .withMessageNotContaining("\n")
                .withNoCause();
    }

    @Test
    void aTextOfMegabytesIsToldAsWhateverIsAskedFor() {
        byte[] text = bytes("{\"id\":\"1\",\"data\":[{\"id\":\"1\",\"make\":\"" + "x".repeat(25_000_000) + "\"}]}");
        EntityDecoder decoder = decoder(MapillaryTypes.IMAGE_ENTITIES);

        for (ThrowingCallable reading : List.<ThrowingCallable>of(
                () -> decoder.entity(text), () -> decoder.entities(text), () -> decoder.page(text))) {
            assertThatExceptionOfType(UnknownFormException.class)
                    .isThrownBy(reading)
                    .withMessageContaining("with JSON that is too long, or nested too deeply, to be read");
        }
    }

    @Test
    void anImageOfASequenceNeedsAnIdOfItsOwn() {
        assertThatIOException()
                .isThrownBy(() ->
                        decoder(MapillaryTypes.SEQUENCES_OF_IMAGES).entities(bytes("{\"1\":{\"sequence\":\"abc\"}}")))
                .withMessage(
                        "Mapillary's Graph API answered with an entity without an id: a change of the API or a fault of"
                                + " Mapillary, try again later, or graph_url leads elsewhere");
    }

    @Test
    void aListOfIdsHoldsNothingElse() throws IOException {
        assertThat(EntityDecoder.ids(bytes("{\"data\":[{\"id\":\"1\"},{\"id\":2}]}"))
                        .rows())
                .containsExactly("1", "2");
        assertThatIOException().isThrownBy(() -> EntityDecoder.ids(bytes("{\"data\":[{\"id\":\"1\"},{}]}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "compass_angle; \"north\"; a compass_angle that is no NUMBER (north).",
                "compass_angle; {\"degrees\":1}; a compass_angle that is no NUMBER ({degrees=1}).",
                "captured_at; \"yesterday\"; a captured_at that is no TIME (yesterday).",
                "captured_at; \"+999999999-12-31T23:59:59Z\"; a captured_at that is no TIME (+999999999-12-31T23:59:59Z).",
                "is_pano; \"perhaps\"; a is_pano that is no FLAG (perhaps).",
                "is_pano; [true]; a is_pano that is no FLAG ([true]).",
                "organization; {\"id\":[7]}; a organization.id that is no ID ([7])."
            })
    void aFieldOfAnUnexpectedTypeIsNullAndToldOfUnlessTheQueryUsesIt(String field, String json, String reason)
            throws IOException {
        TypeSchema schema = MapillaryTypes.IMAGE_ENTITIES;
        String attribute = field.equals("organization") ? "organization_id" : field;
        byte[] body = bytes("{\"id\":\"1\",\"width\":4,\"" + field + "\":" + json + "}");
        List<String> heard = new ArrayList<>();
        Projection everything = everything(schema);

        Row row = new EntityDecoder(schema, everything, Positions.ORIGINAL, new Heard(heard))
                .entity(body)
                .orElseThrow();
        assertThat(value(row, attribute)).isNull();
        assertThat(value(row, "width")).isEqualTo(4.0);
        assertThat(heard).containsExactly("1 " + attribute + ": " + reason);

        Projection others = new Projection(Set.of("width"), true);
        new EntityDecoder(schema, others, Positions.ORIGINAL, new Heard(heard)).entity(body);
        assertThat(heard).as("what is not wanted disturbs nobody").hasSize(1);

        Projection used = new Projection(everything.attributes(), true, Set.of(attribute), Set.of());
        assertThatExceptionOfType(UnknownFormException.class)
                .isThrownBy(() -> new EntityDecoder(schema, used, Positions.ORIGINAL, new Heard(heard)).entity(body))
                .withMessageContaining(
                        reason.substring(0, reason.length() - 1) + ", which the query uses as " + attribute);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":[1]}",
                "{\"id\":\"1\",\"geometry\":{\"coordinates\":[\"east\",2]}}",
                "{\"id\":\"1\",\"computed_geometry\":\"there\"}"
            })
    void whatSaysWhichAndWhereIsReadOrTheAnswerFails(String json) {
        assertThatExceptionOfType(UnknownFormException.class)
                .isThrownBy(() -> one(MapillaryTypes.IMAGE_ENTITIES, json));
    }

    @Test
    void aListOfIdsThatLacksOneIsNull() throws IOException {
        Row row = one(MapillaryTypes.MAP_FEATURE_ENTITIES, "{\"id\":\"1\",\"images\":[{}]}");
        assertThat(row.values().get(MapillaryTypes.MAP_FEATURE_ENTITIES.indexOf("image_ids")))
                .isNull();
    }

    @Test
    void aMessageHoldsNoMoreThanTheBeginningOfWhatIsNotUnderstood() {
        String text = "north\\n".repeat(100_000);
        assertThatIOException()
                .isThrownBy(() -> one(MapillaryTypes.IMAGES, "{\"id\":[\"" + text + "\"]}"))
                .withMessageContaining("north north north…): ")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300))
                .satisfies(e -> assertThat(e.getCause().getMessage()).hasSizeLessThan(100));
    }

    @Test
    void whatIsNoNumberIsUnknown() throws IOException {
        Row row = one(MapillaryTypes.IMAGE_ENTITIES, "{\"id\":\"1\",\"compass_angle\":\"NaN\",\"altitude\":-0.0}");
        assertThat(value(row, "compass_angle")).isNull();
        assertThat(value(row, "altitude")).isEqualTo(0.0);
    }

    @Test
    void onlyFieldsThatAreNeededAreAskedFor() {
        assertThat(fields(MapillaryTypes.IMAGES, Set.of(), false)).isEqualTo("id");
        assertThat(fields(MapillaryTypes.IMAGES, Set.of("captured_at", "on_foot", "creator_id"), true))
                .isEqualTo("captured_at,creator,geometry,id");
        assertThat(fields(MapillaryTypes.IMAGE_ENTITIES, Set.of("mesh_url"), false))
                .isEqualTo("geometry,id,mesh");
        assertThat(fields(MapillaryTypes.POINTS, Set.of(), false)).isEqualTo("id,object_value");
        assertThat(fields(MapillaryTypes.ORGANIZATIONS, Set.of("slug"), false)).isEqualTo("id,slug");
        assertThat(EntityFields.of(MapillaryTypes.IMAGES, new Projection(Set.of(), true), Positions.COMPUTED))
                .isEqualTo("computed_geometry,geometry,id");
    }

    private static String fields(TypeSchema schema, Set<String> attributes, boolean geometry) {
        return EntityFields.of(schema, new Projection(attributes, geometry), Positions.ORIGINAL);
    }

    private static Object value(Row row, String attribute) {
        return row.values().get(MapillaryTypes.IMAGE_ENTITIES.indexOf(attribute));
    }

    private static Row one(TypeSchema schema, String json) throws IOException {
        Row row = decoder(schema).entity(bytes(json)).orElseThrow();
        Geometry geometry = row.geometry();
        assertThat(geometry == null || !geometry.isEmpty()).isTrue();
        return row;
    }

    private static EntityDecoder decoder(TypeSchema schema) {
        return new EntityDecoder(schema, everything(schema), Positions.ORIGINAL, DecodeListener.NONE);
    }

    /** Writes down what it is told. */
    private record Heard(List<String> lines) implements DecodeListener {
        @Override
        public void unreadable(String attribute, String featureId, String reason) {
            lines.add(featureId + " " + attribute + ": " + reason);
        }

        @Override
        public void passedOver(String reason) {
            lines.add(reason);
        }

        @Override
        public void cut(String attribute, String entityId) {
            lines.add(entityId + " " + attribute);
        }
    }

    private static Projection everything(TypeSchema schema) {
        return new Projection(schema.attributes().stream().map(Attribute::name).collect(Collectors.toSet()), true);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
