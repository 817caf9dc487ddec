package io.github.gtmapillary.schema;

import static io.github.gtmapillary.schema.Attribute.attribute;
import static io.github.gtmapillary.schema.Attribute.embedUrl;
import static io.github.gtmapillary.schema.Attribute.id;
import static io.github.gtmapillary.schema.AttributeKind.FLAG;
import static io.github.gtmapillary.schema.AttributeKind.ID;
import static io.github.gtmapillary.schema.AttributeKind.IDS;
import static io.github.gtmapillary.schema.AttributeKind.INTEGER;
import static io.github.gtmapillary.schema.AttributeKind.JSON;
import static io.github.gtmapillary.schema.AttributeKind.NUMBER;
import static io.github.gtmapillary.schema.AttributeKind.POSITION;
import static io.github.gtmapillary.schema.AttributeKind.SEGMENTATION;
import static io.github.gtmapillary.schema.AttributeKind.TEXT;
import static io.github.gtmapillary.schema.AttributeKind.TIME;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The feature types.
 *
 * <p>Layers, zooms and properties are those of Mapillary's API documentation, section "Vector tiles". Real tiles have had {@code
 * creator_id}, {@code quality_score} and {@code foot} since 2023–2026, although no document names them. Any property may be absent from any
 * feature.
 */
public final class MapillaryTypes {

    /** The zoom at which tiles hold everything: the only one for images and map features, the finest for sequences. */
    public static final int FULL_ZOOM = 14;

    /** Probably no feature is older: the earliest recorded one is of 2006. */
    public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    /** The attribute that names the sequence of an image or of a detection. */
    public static final String SEQUENCE = "sequence_id";

    /** The attribute for the time of an image, or of a sequence's first image. */
    public static final String CAPTURED_AT = "captured_at";

    /** The attribute that names the image of a detection. */
    public static final String IMAGE_ID = "image_id";

    /** The attribute that names the map feature of a detection. */
    public static final String MAP_FEATURE_ID = "map_feature_id";

    /** The attribute that names the user who took an image. */
    public static final String CREATOR_USERNAME = "creator_username";

    /** The attribute that holds an image's position after image processing. */
    public static final String COMPUTED_GEOMETRY = "computed_geometry";

    private static final Attribute SEQUENCE_ID = attribute(TEXT, SEQUENCE).fromField("sequence");
    private static final Attribute ORGANIZATION_ID =
            attribute(ID, "organization_id").fromField("organization.id");
    private static final Attribute CREATOR_ID = attribute(ID, "creator_id").fromField("creator.id");

    /** The Graph API has no such field. The value never differs within a sequence (0 of 271,434 in tiles of 2026). */
    private static final Attribute ON_FOOT =
            attribute(FLAG, "on_foot").fromTile("foot").withoutField();

    private static final TileSource TILES_OF_IMAGES =
            new TileSource(new TileLayer(Set.of("image"), FULL_ZOOM, FULL_ZOOM), TileSet.COVERAGE).withLinesBeside();

    public static final TypeSchema OVERVIEW = new TypeSchema(
                    "overview",
                    "A thinned sample of images for small scales",
                    GeometryKind.POINT,
                    List.of(id(), SEQUENCE_ID, attribute(TIME, CAPTURED_AT), attribute(FLAG, "is_pano"), CREATOR_ID))
            .fromTiles(new TileSource(new TileLayer(Set.of("overview"), 0, 5, true), TileSet.COVERAGE));

    public static final TypeSchema IMAGES = new TypeSchema(
                    "images",
                    "Street-level images at the place they were taken",
                    GeometryKind.POINT,
                    List.of(
                            id(),
                            SEQUENCE_ID,
                            attribute(TIME, CAPTURED_AT),
                            attribute(NUMBER, "compass_angle"),
                            attribute(FLAG, "is_pano"),
                            ORGANIZATION_ID,
                            CREATOR_ID,
                            attribute(NUMBER, "quality_score"),
                            ON_FOOT,
                            embedUrl()))
            .fromTiles(TILES_OF_IMAGES)
            .fromEntities(MapillaryEntities.IMAGE)
            .sampledBy(OVERVIEW);

    /**
     * The same type as {@link #SEQUENCES}, read off the images, with only the attributes that an image tells of its sequence. Real tiles
     * hold images of sequences that have no line. The {@code quality_score} of an image is its own, not the sequence's.
     */
    public static final TypeSchema SEQUENCES_OF_IMAGES = new TypeSchema(
                    "sequences",
                    "Lines through the images that were captured in one go, in capture order",
                    GeometryKind.POINT,
                    List.of(
                            id().fromTile(SEQUENCE).fromField("sequence"),
                            attribute(TIME, CAPTURED_AT),
                            attribute(ID, IMAGE_ID).fromTile("id").fromField("id"),
                            attribute(FLAG, "is_pano"),
                            ORGANIZATION_ID,
                            CREATOR_ID,
                            attribute(NUMBER, "quality_score").withoutTile().withoutField(),
                            ON_FOOT))
            .withIds(IdForm.WORD)
            .fromTiles(TILES_OF_IMAGES)
            .fromEntities(MapillaryEntities.IMAGE)
            .sampledBy(OVERVIEW);

    public static final TypeSchema SEQUENCES = new TypeSchema(
                    SEQUENCES_OF_IMAGES.name(),
                    SEQUENCES_OF_IMAGES.description(),
                    GeometryKind.LINES,
                    List.of(
                            id(),
                            attribute(TIME, CAPTURED_AT),
                            attribute(ID, IMAGE_ID),
                            attribute(FLAG, "is_pano"),
                            ORGANIZATION_ID,
                            CREATOR_ID,
                            attribute(NUMBER, "quality_score").withoutField(),
                            ON_FOOT))
            .withIds(IdForm.WORD)
            .fromTiles(new TileSource(new TileLayer(Set.of("sequence"), 6, FULL_ZOOM), TileSet.COVERAGE))
            .readOff(SEQUENCES_OF_IMAGES);

    public static final TypeSchema POINTS = mapFeatures(
            "points",
            "Objects found in images, except traffic signs",
            Set.of("point"),
            TileSet.POINTS,
            MapillaryEntities.SIGNS.opposite());

    /** Documents disagree on the layer's name: real tiles say {@code traffic_sign}, examples by Mapillary's staff say {@code point}. */
    public static final TypeSchema TRAFFIC_SIGNS = mapFeatures(
            "traffic_signs",
            "Traffic signs found in images",
            Set.of("traffic_sign", "point"),
            TileSet.TRAFFIC_SIGNS,
            MapillaryEntities.SIGNS);

    /** Fields are those of the API documentation, section "Image", and some undocumented ones that work. */
    public static final TypeSchema IMAGE_ENTITIES = new TypeSchema(
                    "image_entities",
                    "Images with all attributes of the Graph API",
                    GeometryKind.POINT,
                    List.of(
                            attribute(POSITION, COMPUTED_GEOMETRY),
                            id(),
                            SEQUENCE_ID,
                            attribute(TIME, CAPTURED_AT),
                            attribute(NUMBER, "compass_angle"),
                            attribute(NUMBER, "computed_compass_angle"),
                            attribute(NUMBER, "altitude"),
                            attribute(NUMBER, "computed_altitude"),
                            attribute(NUMBER, "atomic_scale"),
                            attribute(TEXT, "camera_type"),
                            attribute(JSON, "camera_parameters"),
                            attribute(JSON, "computed_rotation"),
                            attribute(INTEGER, "exif_orientation"),
                            attribute(INTEGER, "height"),
                            attribute(INTEGER, "width"),
                            attribute(TEXT, "make"),
                            attribute(TEXT, "model"),
                            attribute(FLAG, "is_pano"),
                            attribute(NUMBER, "quality_score"),
                            attribute(TEXT, "merge_cc"),
                            attribute(ID, "mesh_id").fromField("mesh.id"),
                            attribute(TEXT, "mesh_url").fromField("mesh.url"),
                            attribute(ID, "sfm_cluster_id").fromField("sfm_cluster.id"),
                            attribute(TEXT, "sfm_cluster_url").fromField("sfm_cluster.url"),
                            CREATOR_ID,
                            attribute(TEXT, CREATOR_USERNAME).fromField("creator.username"),
                            ORGANIZATION_ID,
                            attribute(TEXT, "thumb_256_url"),
                            attribute(TEXT, "thumb_1024_url"),
                            attribute(TEXT, "thumb_2048_url"),
                            attribute(TEXT, "thumb_original_url"),
                            embedUrl()))
            .fromEntities(MapillaryEntities.IMAGE
                    .ofUsers(CREATOR_USERNAME)
                    .withIdsIn(new IdTiles(
                            List.of(IMAGES),
                            sameNames(SEQUENCE, CAPTURED_AT, "is_pano", "organization_id", "creator_id"))))
            .sampledBy(OVERVIEW);

    public static final TypeSchema MAP_FEATURE_ENTITIES = new TypeSchema(
                    "map_feature_entities",
                    "Points and traffic signs with all attributes of the Graph API",
                    GeometryKind.POINT,
                    List.of(
                            id(),
                            attribute(TEXT, "object_value"),
                            attribute(TEXT, "object_type"),
                            attribute(NUMBER, "aligned_direction"),
                            attribute(TIME, "first_seen_at"),
                            attribute(TIME, "last_seen_at"),
                            attribute(IDS, "image_ids").fromField("images")))
            .fromEntities(MapillaryEntities.MAP_FEATURE.withIdsIn(new IdTiles(
                    List.of(POINTS, TRAFFIC_SIGNS),
                    Map.of(
                            "object_value", "value",
                            "first_seen_at", "first_seen_at",
                            "last_seen_at", "last_seen_at"))));

    /** Answers do not contain a detection's map feature or sequence: only a query by one of them can fill it in. */
    public static final TypeSchema DETECTIONS = new TypeSchema(
                    "detections",
                    "Objects detected in images, at the place of the image",
                    GeometryKind.POINT,
                    List.of(
                            id(),
                            attribute(ID, IMAGE_ID).fromField("image.id"),
                            Attribute.ofRequest(MAP_FEATURE_ID),
                            Attribute.ofRequest(SEQUENCE),
                            attribute(TEXT, "value"),
                            attribute(TIME, "created_at"),
                            attribute(SEGMENTATION, "segmentation").fromField("geometry")))
            .fromEntities(MapillaryEntities.DETECTION);

    public static final TypeSchema ORGANIZATIONS = new TypeSchema(
                    "organizations",
                    "Organizations that images were taken for; found by id only",
                    GeometryKind.NONE,
                    List.of(id(), attribute(TEXT, "slug"), attribute(TEXT, "name"), attribute(TEXT, "description")))
            .fromEntities(EntitySource.BY_ID);

    /** All types, in the order in which they are listed to users. */
    public static final List<TypeSchema> ALL = List.of(
            IMAGES,
            SEQUENCES,
            POINTS,
            TRAFFIC_SIGNS,
            OVERVIEW,
            IMAGE_ENTITIES,
            MAP_FEATURE_ENTITIES,
            DETECTIONS,
            ORGANIZATIONS);

    /** The same types, for a store. */
    public static final TypeCatalog CATALOG = new TypeCatalog(ALL);

    /** Attributes whose values are enough for requests to the Graph API, without a place. */
    public static final Set<String> LOOKED_UP_BY =
            ALL.stream().flatMap(type -> type.lookedUpBy().stream()).collect(Collectors.toUnmodifiableSet());

    private MapillaryTypes() {}

    private static TypeSchema mapFeatures(
            String name, String description, Set<String> layerNames, TileSet tileSet, ClassRule classes) {
        return new TypeSchema(
                        name,
                        description,
                        GeometryKind.POINT,
                        List.of(
                                id(),
                                attribute(TEXT, "value").fromField("object_value"),
                                attribute(TIME, "first_seen_at"),
                                attribute(TIME, "last_seen_at")))
                .fromTiles(new TileSource(new TileLayer(layerNames, FULL_ZOOM, FULL_ZOOM), tileSet))
                .fromEntities(MapillaryEntities.MAP_FEATURE.admittedBy(classes));
    }

    private static Map<String, String> sameNames(String... names) {
        return Stream.of(names).collect(Collectors.toUnmodifiableMap(name -> name, name -> name));
    }
}
