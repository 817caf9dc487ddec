package io.github.gtmapillary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.cli.ReferenceTable.Row;
import io.github.gtmapillary.sandbox.Sandbox;
import io.github.gtmapillary.sandbox.world.SandboxImage;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotools.api.data.DataStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every row of {@code docs/reference.md}, and looks for every name of Mapillary's documents in it. */
class ReferenceTableTest {

    private static final String VARIABLES = "Names that the rows use";
    private static final Pattern REDIRECT = Pattern.compile("(?:^|&)redirect_uri=([^&]+)");
    private static final HttpClient BROWSER = HttpClient.newHttpClient();

    /** The names in the documents, by the section that has a row for them. */
    static final List<Arguments> NAMES = List.of(
            names(
                    "Tile sets",
                    "mly1_public",
                    "mly1_computed_public",
                    "mly_map_feature_point",
                    "mly_map_feature_traffic_sign"),
            names("Layer overview", "captured_at", "id", "sequence_id", "is_pano", "geometry"),
            names("Layer sequence", "captured_at", "id", "image_id", "organization_id", "is_pano", "geometry"),
            names(
                    "Layer image",
                    "captured_at",
                    "compass_angle",
                    "id",
                    "sequence_id",
                    "organization_id",
                    "is_pano",
                    "geometry"),
            names("Layer point", "id", "value", "first_seen_at", "last_seen_at", "geometry"),
            names("Layer traffic_sign", "id", "value", "first_seen_at", "last_seen_at", "geometry"),
            names(
                    "Endpoints",
                    "/:image_id",
                    "/images",
                    "/:map_feature_id",
                    "/map_features",
                    "/:image_id/detections",
                    "/:map_feature_id/detections",
                    "/detections",
                    "/:organization_id",
                    "/image_ids?sequence_id=XXX",
                    "/?ids=ID1,ID2,ID3",
                    "fields"),
            names(
                    "Image",
                    "id",
                    "altitude",
                    "atomic_scale",
                    "camera_parameters",
                    "camera_type",
                    "captured_at",
                    "compass_angle",
                    "computed_altitude",
                    "computed_compass_angle",
                    "computed_geometry",
                    "computed_rotation",
                    "creator",
                    "detections",
                    "detections.value",
                    "exif_orientation",
                    "geometry",
                    "height",
                    "make",
                    "merge_cc",
                    "mesh",
                    "model",
                    "quality_score",
                    "sequence",
                    "sfm_cluster",
                    "thumb_256_url",
                    "thumb_1024_url",
                    "thumb_2048_url",
                    "thumb_original_url",
                    "width"),
            names(
                    "Image search",
                    "start_captured_at",
                    "end_captured_at",
                    "bbox",
                    "limit",
                    "organization_id",
                    "sequence_ids"),
            names(
                    "Map feature",
                    "id",
                    "aligned_direction",
                    "first_seen_at",
                    "last_seen_at",
                    "object_value",
                    "object_type",
                    "geometry",
                    "images"),
            names(
                    "Map feature search",
                    "start_first_seen_at",
                    "end_first_seen_at",
                    "start_last_seen_at",
                    "end_last_seen_at",
                    "bbox",
                    "object_values",
                    "limit"),
            names("Download map features", "The website's download of the visible map features"),
            names("Detection", "id", "created_at", "geometry", "image", "value"),
            names("Detection search", "start_captured_at", "end_captured_at", "bbox", "limit", "values"),
            names("Organization", "id", "slug", "name", "description"),
            names("Sequence", "id", "sequence_id"),
            names("Multiple entities", "ids"),
            names("Embed", "image_key", "style"),
            names(
                    "Authentication",
                    "access_token",
                    "Authorization",
                    "GET https://www.mapillary.com/connect",
                    "client_id",
                    "redirect_uri",
                    "response_type",
                    "scope",
                    "state",
                    "code",
                    "error",
                    "POST https://graph.mapillary.com/token",
                    "grant_type",
                    "expires_in",
                    "token_type",
                    "refresh_token"),
            names(
                    "mapillary.interface",
                    "set_access_token",
                    "feature_from_key",
                    "get_detections_with_image_id",
                    "get_detections_with_map_feature_id",
                    "get_image_close_to",
                    "get_image_looking_at",
                    "image_from_key",
                    "image_thumbnail",
                    "images_in_bbox",
                    "images_in_geojson",
                    "images_in_shape",
                    "is_image_being_looked_at",
                    "map_feature_points_in_bbox",
                    "map_features_in_geojson",
                    "map_features_in_shape",
                    "save_locally",
                    "sequences_in_bbox",
                    "traffic_signs_in_bbox"),
            names(
                    "Filters of mapillary.interface",
                    "min_captured_at",
                    "max_captured_at",
                    "image_type",
                    "compass_angle",
                    "sequence_id",
                    "organization_id",
                    "org_id",
                    "radius",
                    "zoom",
                    "fields",
                    "resolution",
                    "filter_values",
                    "existed_at",
                    "existed_before",
                    "file_path",
                    "file_name",
                    "extension"),
            names(
                    "mapillary.config.api",
                    "get_image",
                    "get_image_fields",
                    "get_map_feature",
                    "get_map_feature_fields",
                    "get_organization_id",
                    "get_organization_id_fields",
                    "get_sequence",
                    "get_detection_with_image_id",
                    "get_detection_with_image_id_fields",
                    "get_detection_with_map_feature_id",
                    "get_detection_with_map_feature_id_fields",
                    "get_vector_tiles",
                    "get_tile_metadata",
                    "get_image_type_tiles",
                    "get_computed_image_type_tiles",
                    "get_map_features_points_tiles",
                    "get_map_features_traffic_signs_tiles",
                    "get_image_layer",
                    "get_computed_image_layer",
                    "get_sequence_layer",
                    "get_computed_sequence_layer",
                    "get_overview_layer",
                    "get_computed_overview_layer",
                    "get_map_feature_point",
                    "get_map_feature_traffic_sign"),
            names(
                    "FAQ",
                    "All detections of a sequence",
                    "More than 2000 map features in a box",
                    "Pixel coordinates of detections",
                    "Images that show a map feature"));

    @TempDir
    static Path folder;

    private static final Map<String, String> variables = new HashMap<>();
    private static Sandbox sandbox;

    private static Arguments names(String section, String... names) {
        return Arguments.of(section, Set.of(names));
    }

    @BeforeAll
    static void findWhatTheRowsUse() throws IOException {
        sandbox = Sandbox.start(0);
        variables.put("FOLDER", folder.toString());
        variables.put("CLIENT_ID", Sandbox.CLIENT_ID);
        variables.put("MAPILLARY_ACCESS_TOKEN", Sandbox.ACCESS_TOKEN);
        for (Row row : ReferenceTable.read().of(VARIABLES)) {
            String name = String.join("", row.names()).substring(1);
            if (!row.commands().isEmpty()) {
                variables.put(name, Answer.of(row).value(row.attributes().get(0)));
            } else if (!row.code().isEmpty()) {
                variables.put(name, row.code().get(0));
            }
        }
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    /** On the sandbox, and with the token that the environment of a user's process holds. */
    private static DataStore openStore(Map<String, Object> given) throws IOException {
        Map<String, Object> parameters = new HashMap<>(given);
        parameters.put("tiles_url", sandbox.url());
        parameters.put("cache_size_mb", 0);
        if (!given.containsKey("token_file")) {
            parameters.putIfAbsent("access_token", Sandbox.ACCESS_TOKEN);
        }
        return MapillaryConnection.storeOpener().open(parameters);
    }

    /** Mapillary's page in the browser of a user who agrees. */
    private static void consent(URI page) {
        Matcher callback = REDIRECT.matcher(page.getRawQuery());
        assertThat(callback.find()).isTrue();
        URI answer = URI.create(URLDecoder.decode(callback.group(1), StandardCharsets.UTF_8) + "?state=state&code="
                + Sandbox.AUTHORIZATION_CODE);
        assertThat(BROWSER.sendAsync(HttpRequest.newBuilder(answer).build(), BodyHandlers.discarding())
                        .join()
                        .statusCode())
                .isEqualTo(200);
    }

    static Stream<Row> rows() throws IOException {
        return ReferenceTable.read().rows().stream()
                .filter(row -> !row.section().equals(VARIABLES));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRowAnswersWithWhatItPromises(Row row) throws IOException {
        assertThat(row.commands()).isNotEmpty();
        assertThat(row.holds()).as("a promise").containsPattern("`|\\d feature");

        Answer answer = Answer.of(row);

        row.attributes().forEach(name -> assertThat(answer.value(name)).as(name).isNotEmpty());
        row.features().forEach(count -> assertThat(answer.features()).isEqualTo(count));
        row.partsOfRequests()
                .forEach(part -> assertThat(answer.requests()).anyMatch(request -> request.contains(part)));
        row.files().forEach(file -> assertThat(folder.resolve(file)).isNotEmptyFile());
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("NAMES")
    void theNamesOfTheDocumentsAreTheRows(String section, Set<String> names) throws IOException {
        Set<String> found = new TreeSet<>();
        ReferenceTable.read().of(section).forEach(row -> found.addAll(row.names()));

        assertThat(found).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void theNamesThatTheRowsUseStandForWhatIsInTheWorld() {
        SandboxWorld world = SandboxWorld.standard();
        SandboxImage image = world.image(id("IMAGE_ID")).orElseThrow();

        assertThat(variables)
                .containsEntry("SEQUENCE_ID", image.sequenceId())
                .containsEntry("ORGANIZATION_ID", String.valueOf(image.organizationId()))
                .containsEntry(
                        "CREATOR",
                        world.creator(image.creatorId()).orElseThrow().username());
        assertThat(world.mapFeature(id("MAP_FEATURE_ID")).orElseThrow().imageIds())
                .contains(id("SIGHTING_ID"));
        assertThat(world.detection(id("DETECTION_ID")).orElseThrow().mapFeatureId())
                .isEqualTo(id("MAP_FEATURE_ID"));
    }

    private static long id(String variable) {
        return Long.parseLong(variables.get(variable));
    }

    @Test
    void noNameIsExplainedThatNoRowUses() throws IOException {
        String commands = rows().map(Row::here).collect(Collectors.joining());

        assertThat(variables.keySet()).allMatch(name -> commands.contains("$" + name));
    }

    /**
     * The results of a row's commands.
     *
     * @param printed by each that prints GeoJSON
     * @param texts by the others
     * @param requests decoded
     */
    private record Answer(List<PrintedFeatures> printed, List<String> texts, List<String> requests) {

        static Answer of(Row row) throws IOException {
            Answer answer = new Answer(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            sandbox.clearRequests();
            for (String command : row.commands()) {
                answer.run(ShellWords.of(command, variables));
            }
            sandbox.requests()
                    .forEach(request -> answer.requests.add(URLDecoder.decode(request, StandardCharsets.UTF_8)));
            return answer;
        }

        private void run(List<String> words) throws IOException {
            List<String> line = new ArrayList<>(words);
            line.addAll(List.of("-P", "graph_url=" + sandbox.url()));
            CommandRun command = new CommandRun();
            command.opener = ReferenceTableTest::openStore;
            command.environment.put("MAPILLARY_CLIENT_SECRET", Sandbox.CLIENT_SECRET);
            command.browser = ReferenceTableTest::consent;
            assertThat(command.run(line.toArray(String[]::new)))
                    .as(() -> String.join(" ", words) + "\n" + command.err())
                    .isZero();
            int output = words.indexOf("-o");
            add(
                    output < 0
                            ? command.out()
                            : Files.readString(Path.of(words.get(output + 1)), StandardCharsets.ISO_8859_1));
        }

        private void add(String text) throws IOException {
            if (text.startsWith("{")) {
                PrintedFeatures features = PrintedFeatures.of(text);
                assertThat(features.count()).isPositive();
                printed.add(features);
            } else {
                // the pictures of the sandbox begin as PNG does
                assertThat(text)
                        .as("a number, lines below a first one, or a picture")
                        .matches("(?s)[1-9][0-9]*\n|[\\p{Print}\r]+\n.+|\u0089PNG.+");
                texts.add(text);
            }
        }

        int features() {
            return printed.stream().mapToInt(PrintedFeatures::count).sum();
        }

        String value(String attribute) {
            return printed.stream()
                    .flatMap(features -> Stream.ofNullable(features.values().get(attribute)))
                    .findFirst()
                    .orElseGet(() -> texts.stream()
                            .filter(text -> text.contains(attribute))
                            .findFirst()
                            .orElse(""));
        }
    }
}
